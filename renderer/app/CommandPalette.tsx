import { Input, Modal } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Hint } from '../ui/Page';
import { areas, type RouteDef, routes } from './routes';

const areaTitle = (route: RouteDef): string => areas.find((area) => area.key === route.area)?.title ?? '';
const listed = routes.filter((route) => route.nav === true);

/** Ctrl+K: type a few characters or pinyin initials, Enter goes there. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [, go] = useLocation();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(() => {
    const needle = text.trim().toLowerCase();
    return listed.filter((route) =>
      `${route.title} ${areaTitle(route)} ${route.keywords ?? ''}`.toLowerCase().includes(needle),
    );
  }, [text]);
  const chosen = Math.min(at, found.length - 1);
  useEffect(() => list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' }), [chosen]);

  const open = (route: RouteDef | undefined) => {
    if (route === undefined) return;
    onClose();
    go(route.path);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter') open(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      width={560}
      style={{ top: 80 }}
      title={null}
      aria-label="查找功能"
    >
      <Input
        autoFocus
        size="large"
        value={text}
        placeholder="输入功能名称或拼音首字母"
        role="combobox"
        aria-label="查找功能或页面"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={found[chosen] === undefined ? undefined : `palette-${chosen}`}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="palette-list" id="palette-list" role="listbox" aria-label="功能" ref={list}>
        {found.map((route, index) => (
          <div
            key={route.path}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === chosen}
            tabIndex={-1}
            className="palette-item"
            onMouseMove={() => setAt(index)}
            onClick={() => open(route)}
            onKeyDown={undefined}
          >
            <span>{route.title}</span>
            {areaTitle(route) === route.title ? null : <span className="area">{areaTitle(route)}</span>}
            {route.hotkey === undefined ? null : <Hint keys={route.hotkey} />}
          </div>
        ))}
      </div>
      {found.length === 0 ? <div className="state">没有找到，请换个说法。</div> : null}
    </Modal>
  );
}
