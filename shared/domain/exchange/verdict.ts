/** What can be said of a package, with the sentence a person reads and what to do next. */
export const VERDICTS = {
  ok: { title: '可以导入', sentence: '数据包完整有效，发件人可信。', next: '请核对下面的变更内容，确认后导入。' },
  duplicate: {
    title: '已经导入过',
    sentence: '包内的内容本机都已经有了，再次导入不会有任何变化。',
    next: '无需再导入；如对方没有收到回执，可重新生成回执。',
  },
  gap: {
    title: '缺少前面的包',
    sentence: '本包之前还有内容没有收到，缺少的部分暂不能导入。',
    next: '请先导入该台席发来的、编号在前的数据包，没有收到的请对方从头重新发送；其余部分可以先行导入。',
  },
  newer_format: {
    title: '版本较新',
    sentence: '数据包由更新版本的程序生成，本版本不能读取。',
    next: '请联系系统管理员升级本机程序，再导入此包；数据包请妥善保留。',
  },
  bad_signature: {
    title: '签名不符',
    sentence: '数据包的签名与内容不符，可能在途中被改动。',
    next: '请不要导入，将此情况告知发件单位并请其重新发送。',
  },
  unknown_signer: {
    title: '发件人未配对',
    sentence: '签发此包的密钥没有与本单位配对，或者已经停用，只能查看包的概况。',
    next: '请与发件单位当面或电话核对密钥指纹，完成配对后再导入。',
  },
  wrong_recipient: {
    title: '收件人不符',
    sentence: '此包不是发给本单位或本机的，打不开。',
    next: '请核对是否拿错了文件；确属误发的，请退回发件单位。',
  },
  damaged: {
    title: '文件不完整',
    sentence: '数据包不完整或已经损坏，没有导入任何内容。',
    next: '请重新拷贝一次；分成多个文件的，请确认每个文件都在。仍不行的，请对方重新发送。',
  },
  clock_ahead: {
    title: '时间不一致',
    sentence: '包内记录的时间比本机时钟晚很多，两台电脑中有一台的时钟不准。',
    next: '请核对本机日期和时间；本机无误的，请告知发件单位校准时钟，由负责人确认后，勾选下面的已核对一项再导入。',
  },
} as const;
export type Verdict = keyof typeof VERDICTS;

/** May something of it be taken in? */
export const isTakable = (verdict: Verdict): boolean => verdict === 'ok' || verdict === 'gap';
