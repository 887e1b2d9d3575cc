import { ArrowDownOutlined, ArrowUpOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import type { useColumns } from './useColumns';

/** Which columns are shown, and in which order. */
export function ColumnChooser<R>({ layout }: { layout: ReturnType<typeof useColumns<R>> }) {
  return (
    <Popover
      trigger="click"
      placement="topRight"
      title="显示的列和次序"
      content={
        <div className="grid-columns">
          {layout.all.map((column, index) => (
            <div key={column.key}>
              <Checkbox
                checked={layout.isShown(column)}
                disabled={layout.isShown(column) && layout.shown.length === 1}
                onChange={(event) => layout.show(column.key, event.target.checked)}
              >
                {column.title}
              </Checkbox>
              <Button
                type="text"
                size="small"
                icon={<ArrowUpOutlined />}
                aria-label={`${column.title}：前移`}
                disabled={index === 0}
                onClick={() => layout.move(column.key, -1)}
              />
              <Button
                type="text"
                size="small"
                icon={<ArrowDownOutlined />}
                aria-label={`${column.title}：后移`}
                disabled={index === layout.all.length - 1}
                onClick={() => layout.move(column.key, 1)}
              />
            </div>
          ))}
          <Button size="small" onClick={layout.reset}>
            恢复默认
          </Button>
        </div>
      }
    >
      <Button type="text" size="small" icon={<TableOutlined />}>
        列
      </Button>
    </Popover>
  );
}
