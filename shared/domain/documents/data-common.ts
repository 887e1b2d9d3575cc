import { count, day, list, maybe, maybeDay, organ, text } from './field';

/** What the head and the foot of a paper say. */
export const issue = {
  organ: organ('发文单位', '落款的单位全称'),
  docNo: maybe('文号', '发文字号，如 常信访转〔2026〕12号；未编号时空着'),
  issuedOn: day('成文日期', '落款的日期'),
  contact: maybe('联系人', '发文单位的联系人'),
  phone: maybe('联系电话', '发文单位的联系电话'),
};

/** Whose matter it is. */
export const subject = {
  caseNo: text('事项编号', '信访事项编号'),
  petitioner: text('信访人', '信访人姓名或者名称'),
  title: text('信访事项', '信访事项的标题，不带书名号'),
};

export const person = {
  idNo: maybe('证件号码', '信访人的证件号码'),
  address: maybe('住址', '信访人的住址'),
  petitionerPhone: maybe('信访人电话', '信访人的联系电话'),
};

export const matters = {
  matters: list('事项', '逐项列明的信访事项', { title: text('标题', '这一项的内容') }),
};

export const answered = {
  matters: list('事项', '逐项列明的信访事项和答复', {
    title: text('标题', '这一项的内容'),
    reply: maybe('答复', '对这一项的答复'),
  }),
};

export const attachments = { attachments: list('附件', '附件清单', { title: text('标题', '附件名称') }) };

export const letter = {
  ...issue,
  to: text('主送单位', '收文的单位'),
  copyTo: maybe('抄送', '抄送的单位，用顿号隔开'),
  ...attachments,
};

/** A letter that hands a matter on. */
export const handOver = {
  ...letter,
  ...subject,
  ...person,
  ...matters,
  petitionDate: maybeDay('信访日期', '信访人提出的日期'),
  channel: maybe('信访形式', '来访、来信、网上等'),
  headcount: count('人数', '来访或者联名的人数'),
  summary: text('概况', '主要情况，可以分段'),
  demand: maybe('诉求', '信访人的请求'),
};
