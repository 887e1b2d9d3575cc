import { Button, Drawer, Segmented } from 'antd';
import { useState } from 'react';
import { paperKind } from '#shared/domain/documents/kinds';
import { type Placeholder, placeholdersOf } from '#shared/domain/documents/words';
import { call, type Refusal, refusalOf, useCommand, useQueryOf } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { useSaveAs } from '../../ui/ExportButton';
import { Notice } from '../../ui/Page';
import { refusalSentence, useToast } from '../../ui/toast';
import { PageView } from './PageView';
import type { TemplateRow } from './TemplatesPage';
import { DOCX } from './words';

type Which = 'builtin' | 'own';

/** One kind's template: how it looks with sample data, what it may ask for, and another in its place. */
export function TemplateDrawer({ row, onClose }: { row: TemplateRow; onClose: () => void }) {
  const { kind, title, own } = row;
  const [which, setWhich] = useState<Which>(own === undefined ? 'builtin' : 'own');
  const shown = own === undefined ? 'builtin' : which;
  return (
    <Drawer open title={`${title}模板`} onClose={onClose} size="min(1180px, 94vw)" className="template-drawer">
      <div className="template-columns">
        <div className="template-side">
          {own === undefined ? null : (
            <Segmented<Which>
              value={shown}
              onChange={setWhich}
              options={[
                { value: 'own', label: '本中心的模板' },
                { value: 'builtin', label: '内置模板' },
              ]}
            />
          )}
          <Change row={row} which={shown} onChanged={setWhich} />
          <Placeholders kind={kind} />
        </div>
        <Sample kind={kind} which={shown} version={own?.since ?? ''} />
      </div>
    </Drawer>
  );
}

interface ChangeProps {
  readonly row: TemplateRow;
  readonly which: Which;
  readonly onChanged: (which: Which) => void;
}

function Change({ row: { kind, title, own }, which, onChanged }: ChangeProps) {
  const toast = useToast();
  const confirm = useConfirm();
  const { saveAs } = useSaveAs();
  const reset = useCommand('paperTemplates.reset');
  const [refusal, setRefusal] = useState<Refusal>();
  const [unused, setUnused] = useState<readonly string[]>([]);

  const change = async () => {
    const picked = await call('files.pickOpen', { title: `选择${title}模板`, filters: [DOCX] });
    if (!picked.ok || picked.value.file === null) return;
    const done = await call('paperTemplates.import', { kind, file: picked.value.file });
    setRefusal(done.ok ? undefined : done.error);
    setUnused(done.ok ? done.value.unused : []);
    if (!done.ok) return;
    toast.done('模板已换用');
    onChanged('own');
  };
  const goBack = async () => {
    const answer = await confirm({
      title: `${title}恢复使用内置模板？`,
      body: '本中心的模板仍留存，需要时可以再导入。',
    });
    if (answer === undefined) return;
    const done = await reset.run({ kind });
    if (done.ok) toast.saved(done.value.savedAt);
    else toast.refused(done.error);
  };
  return (
    <>
      <div className="template-actions">
        <Button type="primary" onClick={() => void change()}>
          导入模板
        </Button>
        <Button
          onClick={() =>
            void saveAs({
              method: 'paperTemplates.export',
              input: (file) => ({ kind, which, file }),
              name: `${title}模板.docx`,
              kind: DOCX,
              title: '导出模板',
            })
          }
        >
          导出模板
        </Button>
        {own === undefined ? null : <Button onClick={() => void goBack()}>恢复内置</Button>}
      </div>
      {refusal === undefined ? null : <Faults refusal={refusal} />}
      {unused.length === 0 ? null : (
        <Notice tone="warning">模板已换用。没有用到的内容：{unused.join('、')}，请确认文书上不需要。</Notice>
      )}
    </>
  );
}

/** Every fault of a template that was not taken, each in its sentence. */
const Faults = ({ refusal }: { refusal: Refusal }) => (
  <div className="template-faults" role="alert">
    <strong>模板没有换用，请修改后再导入：</strong>
    <ul>
      {(refusal.issues ?? [{ field: '', message: refusalSentence(refusal) }]).map(({ message }) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  </div>
);

const Placeholders = ({ kind }: { kind: TemplateRow['kind'] }) => (
  <section className="template-names" aria-label="可用的名称">
    <h3>可用的名称</h3>
    <p className="quiet">
      写在模板中，出具时换成内容。有多项的写成“{'{{#名称}}'}……{'{{/名称}}'}”，中间写每一项的内容。
    </p>
    <dl>
      {placeholdersOf(kind).map((one, _at, all) => (
        <Name key={one.name} placeholder={one} isPart={one.inside !== undefined || isCondition(one, all)} />
      ))}
    </dl>
  </section>
);

/** 有附件, beside 附件: what stands between is printed when there is any. */
const isCondition = ({ name }: Placeholder, all: readonly Placeholder[]): boolean =>
  name.startsWith('有') && all.some((other) => other.name === name.slice(1));

const Name = ({ placeholder: { name, help, inside }, isPart }: { placeholder: Placeholder; isPart: boolean }) => (
  <>
    <dt>{isPart ? `{{#${name}}}…{{/${name}}}` : `{{${name}}}`}</dt>
    <dd>
      {help}
      {inside === undefined ? null : `；其间可用：${inside.map((item) => `{{${item.name}}}`).join(' ')}`}
    </dd>
  </>
);

interface SampleProps {
  readonly kind: TemplateRow['kind'];
  readonly which: Which;
  /** Changes when the own template does. */
  readonly version: string;
}

function Sample({ kind, which, version }: SampleProps) {
  const [size, setSize] = useState<'short' | 'long'>('short');
  const [page, setPage] = useState(1);
  const query = useQueryOf('paperTemplates.preview', { kind, which, size, page }, { reads: ['paperTemplates'] });
  return (
    <PageView
      key={`${which} ${version}`}
      label={`${paperKind(kind).title}样张`}
      shown={query.data}
      busy={query.isFetching}
      problem={query.error === null ? undefined : refusalSentence(refusalOf(query.error))}
      onPage={setPage}
      extra={
        <Segmented<'short' | 'long'>
          size="small"
          value={size}
          onChange={(next) => {
            setSize(next);
            setPage(1);
          }}
          options={[
            { value: 'short', label: '短样例' },
            { value: 'long', label: '长样例' },
          ]}
        />
      }
    />
  );
}
