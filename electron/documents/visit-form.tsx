import { Fragment, type ReactNode } from 'react';
import { ageOn } from '#shared/domain/petitioners/id-number';
import { type NameOf, presentField, type PresentableField } from '#shared/domain/visits/present';
import type { Visit } from '#shared/domain/visits/schema';
import { htmlPage } from './page';

/** What a paper about a visit needs besides the visit itself. */
export interface VisitPaper {
  readonly visit: Visit;
  readonly nameOf: NameOf;
  readonly voided: boolean;
  /** 检举控告, whose paper says so. */
  readonly confidential: boolean;
  /** Telephone of the registering unit, if the directory has it. */
  readonly phone?: string | undefined;
}

const CSS = `
html { font-size: 11.5pt; line-height: 1.45; }
table { width: calc(100% - .5mm); }
thead th { border-width: 0 0 .35mm; padding: 0 0 2mm; font-family: inherit; }
tfoot { display: table-footer-group; }
tfoot td { border-width: .35mm 0 0; padding: 0; height: 0; }
.head { display: flex; justify-content: space-between; gap: 8mm; text-align: left; font-size: 11pt; }
.head .no { white-space: nowrap; }
th { letter-spacing: .05em; font-size: 11pt; white-space: pre-line; }
td { white-space: pre-line; }
.text { white-space: pre-wrap; text-align: justify; vertical-align: top; }
.sign { display: flex; justify-content: flex-end; gap: 10mm; margin-top: 5mm; white-space: nowrap; }
.blank { display: inline-block; min-width: 28mm; border-bottom: .25mm solid #000; }
.room { height: 23mm; vertical-align: top; }
.mark { font-family: "SimHei","黑体","Noto Sans CJK SC",sans-serif; text-align: right; margin-bottom: 1mm; min-height: 6mm; }
.note { font-size: 9.5pt; margin-top: 2mm; text-indent: 0; }
.long { break-inside: auto; }
`;

/** 来访登记表, A4: what was registered, room for opinions and signatures. */
export function visitFormPage(paper: VisitPaper): string {
  const { visit, nameOf } = paper;
  const say = (field: PresentableField) => presentField(visit, field, nameOf);
  return htmlPage({
    title: `来访登记表 ${visit.visitNo}`,
    css: CSS,
    body: (
      <>
        <div className="mark">{marksOf(paper)}</div>
        <h1>来访登记表</h1>
        <table>
          <colgroup>
            {[12.5, 19.5, 12.5, 17, 12.5, 26].map((width, i) => (
              <col key={i} style={{ width: `${width}%` }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th colSpan={6}>
                <div className="head">
                  <span>登记单位：{say('registeredUnit')}</span>
                  <span className="no">来访序号：{visit.visitNo}</span>
                </div>
              </th>
            </tr>
          </thead>
          <tbody>
            <Row
              cells={[
                ['信访日期', say('petitionDate')],
                ['信访形式', [say('channel'), say('visitKind')].filter(Boolean).join('·')],
                ['事项编号', visit.caseNo],
              ]}
            />
            <Row
              cells={[
                ['姓名\n（名称）', nameText(visit), 3],
                ['性别', say('gender')],
              ]}
            />
            <Row
              cells={[
                ['出生日期', bornText(visit)],
                ['证件类型', say('idType') || (visit.idNo ? '居民身份证' : '')],
                ['证件号', say('idNo')],
              ]}
            />
            <Row
              cells={[
                ['联系电话', say('phone')],
                ['民族', say('ethnicity')],
                ['单位职业', [say('workplace'), say('occupation')].filter(Boolean).join(' ')],
              ]}
            />
            <Line label="住址">{[say('addressRegion'), say('address')].filter(Boolean).join(' ')}</Line>
            <Row
              cells={[
                ['来访人数', countText(visit.headcount)],
                ['涉及人数', countText(visit.affectedCount)],
                ['初次/重复', repeatText(visit)],
              ]}
            />
            {(visit.representatives ?? []).length > 0 && <Line label="代表名单">{say('representatives')}</Line>}
            <Row
              cells={[
                ['信访目的', say('purpose')],
                ['内容分类', say('categoryCode'), 3],
              ]}
            />
            <Row
              cells={[
                ['发生日期', say('occurredOn')],
                ['问题属地', [say('problemRegion'), say('problemPlace')].filter(Boolean).join(' '), 3],
              ]}
            />
            {(visit.priorProcedures ?? []).length > 0 && <Line label="已走程序">{say('priorProcedures')}</Line>}
            <Line label="标题">{say('title')}</Line>
            <Long label="概况" room={16}>
              {say('summary')}
            </Long>
            <Long label="诉求" room={9}>
              {say('demand')}
            </Long>
            {visit.facts !== undefined && <Long label="事实理由">{say('facts')}</Long>}
            <Line label="随附材料">{say('attachments') || '无'}</Line>
            <Room label={'来访人\n确认'} signer="来访人（签名）">
              以上记录已由来访人核对，与本人反映的情况一致。
            </Room>
            <Row
              cells={[
                ['接待人', say('receivedBy')],
                ['接谈时间', receptionText(visit), 3],
              ]}
            />
            <Room label="接谈意见" signer="接待人（签名）">
              {[visit.opinion, visit.replyOnSpot && `当场答复：${visit.replyOnSpot}`].filter(Boolean).join('\n')}
            </Room>
            <Row
              cells={[
                ['办理方式', say('handlingMode')],
                ['办理期限', say('handlingDue')],
                ['责任单位', say('responsibleUnit')],
              ]}
            />
            <Room label="领导意见" signer={`${visit.receivingLeader ?? '领导'}（签名）`}>
              {visit.instruction}
            </Room>
            {visit.remark !== undefined && <Line label="备注">{visit.remark}</Line>}
          </tbody>
          {/* Repeated at the foot of each page: it closes a text that runs on. */}
          <tfoot>
            <tr>
              <td colSpan={6} />
            </tr>
          </tfoot>
        </table>
        <p className="note">
          注：依据《信访工作条例》第十九条、第二十二条登记。多人提出共同信访事项的，应当推选代表，代表人数不得超过五人（第二十条）。
        </p>
      </>
    ),
  });
}

type Cell = readonly [label: string, text: string, span?: number];

/** Label–text pairs side by side, six columns in all. */
const Row = ({ cells }: { cells: readonly Cell[] }) => (
  <tr>
    {cells.map(([label, text, span]) => (
      <Fragment key={label}>
        <th>{label}</th>
        <td colSpan={span}>{text}</td>
      </Fragment>
    ))}
  </tr>
);

const Line = ({ label, children }: { label: string; children: ReactNode }) => (
  <tr>
    <th>{label}</th>
    <td colSpan={5}>{children}</td>
  </tr>
);

/** Text that may run on over the page; a short one leaves `room` millimetres to write in. */
const Long = ({ label, room = 0, children }: { label: string; room?: number; children: ReactNode }) => (
  <tr className="long">
    <th>{label}</th>
    <td colSpan={5} className="text" style={{ height: `${room}mm` }}>
      {children}
    </td>
  </tr>
);

const Room = ({ label, signer, children }: { label: string; signer: string; children?: ReactNode }) => (
  <tr>
    <th>{label}</th>
    <td colSpan={5} className="room text">
      <div>{children}</div>
      <div className="sign">
        <span>
          {signer}：<span className="blank" />
        </span>
        <span>年&emsp;&emsp;月&emsp;&emsp;日</span>
      </div>
    </td>
  </tr>
);

const marksOf = ({ visit, voided, confidential }: VisitPaper): string =>
  [confidential && '检举控告件 注意保密', voided && `已作废（${visit.voidReason ?? ''}）`].filter(Boolean).join(' ');

const nameText = (visit: Visit): string => {
  const name = visit.name ?? (visit.identityUnclear === true ? '不清' : '');
  return visit.isAgent === true ? `${name}（代理 ${visit.principalName ?? ''}）` : name;
};

const bornText = (visit: Visit): string =>
  visit.birthDate === undefined
    ? ''
    : `${visit.birthDate}\n（${ageOn(visit.birthDate, visit.petitionDate ?? visit.birthDate)}岁）`;

const countText = (count: number | undefined): string => (count === undefined ? '' : `${count} 人`);

const repeatText = (visit: Visit): string =>
  visit.isRepeat === true ? `重复${visit.visitTimes === undefined ? '' : `（第 ${visit.visitTimes} 次）`}` : '初次';

const receptionText = (visit: Visit): string =>
  visit.receptionStart === undefined
    ? ''
    : `${visit.receptionStart}${visit.receptionEnd === undefined ? '起' : ` 至 ${visit.receptionEnd}`}`;
