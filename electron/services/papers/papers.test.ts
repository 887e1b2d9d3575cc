import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { afterEach, describe, expect, it } from 'vitest';
import type { FileHandle } from '#shared/kernel/ids';
import { noShell } from '../../shell-port';
import { closeOffices, FACTS, HOST, Office } from './testing';

afterEach(closeOffices);

describe('a paper', () => {
  it('is drafted from the case, checked, numbered, archived as Word and PDF, and attached to the case', async () => {
    const office = await Office.at();
    const id = await office.replied();
    expect((await office.get('papers.list', { case: id })).called).toEqual(['HandlingOpinion']);

    const opinion = await office.drafted(id, 'HandlingOpinion');
    expect(opinion).toMatchObject({
      organ: HOST,
      data: {
        petitioner: '李桂兰',
        source: expect.stringContaining('转送'),
        acceptedOn: '2026-03-03',
        conclusion: '支持请求',
        matters: [{ title: '请求尽快支付补偿款。', reply: '补偿款已于三月拨付。' }],
        remedyOrgan: expect.stringContaining('常州市'),
      },
    });
    const refusal = await office.refused('papers.issue', opinion);
    expect(refusal).toMatchObject({ code: 'paper.incomplete', field: 'data.facts', message: '请填写“事实认定”。' });

    const issued = await office.get('papers.issue', { ...opinion, data: { ...opinion.data, ...FACTS } });
    expect(issued.docNo).toMatch(/复〔2026〕1号$/);
    const { papers, called } = await office.get('papers.list', { case: id });
    expect(called).toEqual([]);
    expect(papers).toMatchObject([
      { id: 'papers/2026-A01-000001', version: 1, standing: 'valid', template: 'builtin', pdf: { pages: 2 } },
    ]);
    const { docx, pdf, data } = await office.get('papers.get', { id: issued.id });
    expect([docx.sound, pdf.sound]).toEqual([true, true]);
    expect(data).toMatchObject({ docNo: issued.docNo, facts: FACTS.facts });
    const { files } = await office.get('attachments.list', { on: id });
    expect(files).toMatchObject([{ source: 'paper', sha256: papers[0]?.pdf.sha256, present: true }]);
    expect(files[0]?.name).toBe(`处理（答复）意见书 ${issued.docNo}.pdf`);
  });

  it('is not issued without the way to ask for review', async () => {
    const office = await Office.at();
    const id = await office.replied();
    const opinion = await office.drafted(id, 'HandlingOpinion', { ...FACTS, remedyOrgan: '' });
    expect(await office.refused('papers.issue', opinion)).toMatchObject({
      code: 'paper.noRemedy',
      field: 'data.remedyOrgan',
      lawArticle: '《信访工作条例》第三十五条',
    });
    expect((await office.get('papers.list', { case: id })).papers).toEqual([]);
  });

  it('issued again is a new version under its number; voided, it keeps the number', async () => {
    const office = await Office.at();
    const id = await office.replied();
    const ask = await office.drafted(id, 'HandlingOpinion', FACTS);
    const first = await office.get('papers.issue', ask);
    const second = await office.get('papers.reissue', {
      id: first.id,
      data: { ...ask.data, facts: '经查，属实。' },
      reason: '事实有误',
    });
    expect(second.docNo).toBe(first.docNo);
    expect(await office.refused('papers.void', { id: first.id, reason: '有误' })).toMatchObject({
      code: 'paper.replaced',
    });
    await office.get('papers.void', { id: second.id, reason: '发错对象' });
    const { papers } = await office.get('papers.list', { case: id });
    expect(papers.map(({ version, standing, voidReason }) => ({ version, standing, voidReason }))).toEqual([
      { version: 2, standing: 'voided', voidReason: '发错对象' },
      { version: 1, standing: 'replaced', voidReason: undefined },
    ]);
    const third = await office.get('papers.issue', ask);
    expect(third.docNo).toBe(first.docNo?.replace('1号', '2号'));
  });

  it('whose file was changed on the disk is told, not shown', async () => {
    const office = await Office.at();
    const id = await office.replied();
    const { id: paper } = await office.get('papers.issue', await office.drafted(id, 'HandlingOpinion', FACTS));
    const { pdf } = (await office.get('papers.get', { id: paper })).paper;
    await writeFile(join(office.folder, 'files', pdf.sha256.slice(0, 2), pdf.sha256), 'somebody was here');
    expect(await office.get('papers.get', { id: paper })).toMatchObject({
      docx: { sound: true },
      pdf: { sound: false },
    });
    const file = `path:${join(office.folder, 'x.pdf')}` as FileHandle;
    expect(await office.refused('papers.save', { id: paper, format: 'pdf', file })).toMatchObject({
      code: 'attachment.damaged',
    });
  });

  it('wants the window, which alone can make its PDF', async () => {
    const office = await Office.at({ shell: noShell });
    const id = await office.replied();
    expect(await office.refused('papers.issue', await office.drafted(id, 'HandlingOpinion', FACTS))).toMatchObject({
      code: 'shell.unavailable',
    });
  });

  it('about an accusation goes to nobody but organs with authority', async () => {
    const office = await Office.at();
    const id = await office.case('purposes/04');
    await office.step(id, 'triage', { triageClass: 'accusation', accused: [HOST] });
    const ask = await office.drafted(id, 'SupervisionLetter', {
      replyBy: '2026-03-20',
      situation: '逾期',
      originalNo: '无',
    });
    const to = (toUnit: string, name: string) => ({ ...ask, toUnit, data: { ...ask.data, to: name } });
    expect(await office.refused('papers.issue', to(HOST, '常州市公安局'))).toMatchObject({
      code: 'paper.accusedUnit',
      lawArticle: '《信访工作条例》第三十条、第四十六条',
    });
    expect(await office.refused('papers.issue', to('units/CZ-CZJ', '常州市财政局'))).toMatchObject({
      code: 'paper.noAuthority',
    });
    expect((await office.get('papers.list', { case: id })).papers).toEqual([]);
  });

  it('is called for by what was noted since the latest step as well', async () => {
    const office = await Office.at();
    const id = await office.replied();
    await office.step(id, 'followUp', { way: 'phone', by: '王敏', text: '信访人表示已收到款项。' });
    const called = async () => (await office.get('papers.list', { case: id })).called;
    expect(await called()).toEqual(['HandlingOpinion', 'FollowUpRecord']);
    const ask = await office.drafted(id, 'FollowUpRecord');
    expect(ask.data).toMatchObject({ way: '电话', said: '信访人表示已收到款项。', reply: '补偿款已于三月拨付。' });
    await office.get('papers.issue', ask);
    expect(await called()).toEqual(['HandlingOpinion']);
  });

  it('must be withdrawn before the step that it belongs to is', async () => {
    const office = await Office.at();
    const id = await office.replied();
    const ask = await office.drafted(id, 'HandlingOpinion', FACTS);
    const { id: paper, docNo } = await office.get('papers.issue', ask);
    await office.get(
      'papers.issue',
      await office.drafted(id, 'CaseClosing', { ending: '撤回', closedOn: '2026-03-05' }),
    );
    expect(await office.refused('cases.undo', { id, reason: '误操作' })).toMatchObject({
      code: 'case.paperIssued',
      message: `“答复”已经出具处理（答复）意见书 ${docNo}。请先作废该文书，再撤销这一步。`,
    });
    await office.get('papers.void', { id: paper, reason: '答复有误' });
    await office.get('cases.undo', { id, reason: '误操作' });
    expect((await office.get('cases.get', { id })).row.status).toBe('handling');
    await office.get('cases.undo', { id, reason: '误操作' });
  });

  it('two asked for at once get numbers one after the other', async () => {
    const office = await Office.at();
    const id = await office.replied();
    const ask = await office.drafted(id, 'AcknowledgementNotice');
    const issued = await Promise.all([1, 2, 3].map(() => office.get('papers.issue', ask)));
    expect(issued.map(({ docNo }) => /(\d+)号/.exec(docNo ?? '')?.[1]).sort()).toEqual(['1', '2', '3']);
  });

  it('every kind is drafted without more than the case tells', async () => {
    const office = await Office.at();
    const id = await office.replied();
    const { documents } = { documents: Object.keys((await import('#shared/domain/documents/kinds')).PAPER_KINDS) };
    for (const kind of documents) {
      const draft = await office.get('papers.draft', { case: id, kind: kind as 'VisitForm' });
      expect(draft.problem, kind).toBeUndefined();
      expect(await office.get('papers.check', await office.drafted(id, kind as 'VisitForm'))).toHaveProperty(
        'findings',
      );
    }
  });
});

describe('templates', () => {
  const docx = (text: string): Uint8Array => {
    const zip = new PizZip();
    zip.file(
      '[Content_Types].xml',
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    );
    zip.file(
      '_rels/.rels',
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    );
    zip.file(
      'word/document.xml',
      `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${text
        .split('\n')
        .map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`)
        .join('')}</w:body></w:document>`,
    );
    return zip.generate({ type: 'uint8array' });
  };
  const WHOLE = '答复{{信访人}}\n{{#事项}}{{标题}}：{{答复}}{{/事项}}\n依据{{依据}}，{{结论}}\n';
  const put = async (office: Office, text: string) => {
    const path = join(office.folder, '..', `模板 ${text.length}.docx`);
    await writeFile(path, docx(text));
    return { kind: 'HandlingOpinion' as const, file: `path:${path}` as FileHandle };
  };

  it("a centre's own is used when it is right, and told in words what is wrong when it is not", async () => {
    const office = await Office.at();
    expect(await office.refused('paperTemplates.import', await put(office, '{{信访仁}}'))).toMatchObject({
      code: 'template.faults',
      message: expect.stringContaining('信访人'),
    });
    expect(await office.refused('paperTemplates.import', await put(office, '答复{{信访人}}'))).toMatchObject({
      code: 'template.lacking',
      issues: [{ field: '事项' }, { field: '依据' }, { field: '复查机关' }],
    });
    const id = await office.replied();
    const ask = await office.drafted(id, 'HandlingOpinion', FACTS);

    await office.get('paperTemplates.import', await put(office, `${WHOLE}可向{{复查机关}}提出。`));
    expect(await office.refused('papers.issue', ask)).toMatchObject({
      code: 'paper.noRemedy',
      message: expect.stringContaining('三十日'),
    });

    await office.get(
      'paperTemplates.import',
      await put(office, `${WHOLE}自收到之日起三十日内可向{{复查机关}}请求复查。`),
    );
    await office.get('papers.issue', ask);
    expect((await office.get('papers.list', { case: id })).papers[0]?.template).toBe('own');
    await office.get('paperTemplates.reset', { kind: 'HandlingOpinion' });
    await office.get('papers.issue', ask);
    expect((await office.get('papers.list', { case: id })).papers[0]?.template).toBe('builtin');
  });
});
