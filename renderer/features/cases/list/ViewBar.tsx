import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useConfirm } from '../../../ui/confirm';
import { useHotkey } from '../../../ui/hotkeys';
import { Hint } from '../../../ui/Page';
import { useToast } from '../../../ui/toast';
import type { CaseList } from './state';
import { type CaseView, ownView, refuseName, sameFilter } from './views';

/** With Alt: a digit for the views every desk has, a letter of the row below for those of this desk. */
const DIGITS = '123456789';
const LETTERS = 'QWERTYUIOP';

/** 常用视图: one click or its key; the menu keeps, renames and drops views of this desk. */
export function ViewBar({ list }: { list: CaseList }) {
  const [naming, setNaming] = useState<'new' | 'rename'>();
  const confirm = useConfirm();
  const toast = useToast();
  const current = list.views.find(({ key }) => key === list.view);
  const unchanged = current !== undefined && sameFilter(current.filter, list.filter);
  const [builtIn, own] = [list.views.filter((view) => !view.own), list.views.filter((view) => view.own)];
  const keepChanges = (view: CaseView) => {
    list.keepView(ownView(view.name, list.filter, list.order), view);
    toast.done(`已更新视图“${view.name}”`);
  };
  const drop = async (view: CaseView) => {
    const sure = await confirm({ title: `删除视图“${view.name}”？`, body: '只删除视图，不影响信访事项。', ok: '删除' });
    if (sure !== undefined) list.dropView(view);
  };
  const ownItems = (view: CaseView) => [
    { key: 'update', label: `以当前筛选更新“${view.name}”`, disabled: unchanged, onClick: () => keepChanges(view) },
    { key: 'rename', label: `“${view.name}”改名…`, onClick: () => setNaming('rename') },
    { key: 'drop', label: `删除“${view.name}”`, onClick: () => void drop(view) },
  ];
  return (
    <div className="case-views" role="group" aria-label="常用视图">
      <Views list={list} views={builtIn} keys={DIGITS} unchanged={unchanged} />
      <Views list={list} views={own} keys={LETTERS} unchanged={unchanged} />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'new', label: '把当前筛选存为视图…', onClick: () => setNaming('new') },
            ...(current?.own === true ? ownItems(current) : []),
            ...(current === undefined
              ? []
              : [
                  {
                    key: 'opens',
                    label: `打开一览时先显示“${current.name}”`,
                    disabled: current.key === list.opens,
                    onClick: () => list.openWith(current),
                  },
                ]),
          ],
        }}
      >
        <Button type="text">
          视图管理 <DownOutlined />
        </Button>
      </Dropdown>
      {naming === undefined ? null : (
        <NameDialog
          list={list}
          {...(naming === 'rename' && current !== undefined ? { before: current } : {})}
          onClose={() => setNaming(undefined)}
        />
      )}
    </div>
  );
}

interface ViewsProps {
  readonly list: CaseList;
  readonly views: readonly CaseView[];
  readonly keys: string;
  /** The list shows what its view says. */
  readonly unchanged: boolean;
}

function Views({ list, views, keys, unchanged }: ViewsProps) {
  const used = keys.slice(0, views.length);
  return (
    <>
      {views.map((view, index) => (
        <ViewButton
          key={view.key}
          view={view}
          hotkey={used[index] === undefined ? undefined : `Alt+${used[index]}`}
          pressed={unchanged && view.key === list.view}
          first={view.key === list.opens}
          onShow={() => list.show(view)}
        />
      ))}
      {used === '' ? null : (
        <Hint keys={`Alt+${used.length > 3 ? `${used[0]}…${used.at(-1)}` : used.split('').join('、')}`} />
      )}
    </>
  );
}

interface ButtonProps {
  readonly view: CaseView;
  readonly hotkey: string | undefined;
  readonly pressed: boolean;
  readonly first: boolean;
  readonly onShow: () => void;
}

function ViewButton({ view, hotkey, pressed, first, onShow }: ButtonProps) {
  useHotkey(hotkey, onShow);
  const hints = [...(hotkey === undefined ? [] : [hotkey]), ...(first ? ['打开一览时先显示'] : [])];
  return (
    <button type="button" aria-pressed={pressed} aria-keyshortcuts={hotkey} title={hints.join('，')} onClick={onShow}>
      {view.name}
    </button>
  );
}

interface NameProps {
  readonly list: CaseList;
  /** Renamed; absent: a new view of what is shown. */
  readonly before?: CaseView;
  readonly onClose: () => void;
}

function NameDialog({ list, before, onClose }: NameProps) {
  const id = useId();
  const [name, setName] = useState(before?.name ?? '');
  const [refused, setRefused] = useState<string>();
  const save = () => {
    const given = name.trim();
    const why = refuseName(given, list.views, before);
    setRefused(why);
    if (why !== undefined) return;
    list.keepView(
      before === undefined ? ownView(given, list.filter, list.order) : ownView(given, before.filter, before.order),
      before,
    );
    onClose();
  };
  return (
    <Modal open title={before === undefined ? '存为视图' : '视图改名'} okText="保存" onOk={save} onCancel={onClose}>
      <div className="field-plain">
        <label htmlFor={id}>视图名称</label>
        <Input
          id={id}
          autoFocus
          maxLength={12}
          value={name}
          status={refused === undefined ? '' : 'error'}
          aria-describedby={refused === undefined ? undefined : `${id}-error`}
          onChange={(event) => {
            setName(event.target.value);
            setRefused(undefined);
          }}
          onPressEnter={(event) => event.nativeEvent.isComposing || save()}
        />
        {refused === undefined ? (
          <span className="field-help">记住当前的筛选和排序，保存在本机。</span>
        ) : (
          <span id={`${id}-error`} className="field-error" role="alert">
            {refused}
          </span>
        )}
      </div>
    </Modal>
  );
}
