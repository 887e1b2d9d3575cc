import { Button } from 'antd';
import { useFormContext } from 'react-hook-form';
import { type InputOf, useQueryOf } from '../../client';
import { useSettled } from './useSettled';

const PAUSE_MS = 500;

/** 出具前检查: what still keeps the paper from going out, with its article; a click leads to the field. */
export function Findings({ ask }: { ask: InputOf<'papers.check'> }) {
  const settled = useSettled(ask, PAUSE_MS);
  const query = useQueryOf('papers.check', settled, { reads: ['cases', 'units'], keepPrevious: true });
  const { setFocus } = useFormContext();
  const findings = query.data?.findings;
  if (findings === undefined) return null;
  return (
    <section className={findings.length === 0 ? 'paper-findings clear' : 'paper-findings'} aria-label="出具前检查">
      <h2>{findings.length === 0 ? '出具前检查：没有问题' : `出具前检查：还有 ${findings.length} 处`}</h2>
      {findings.length === 0 ? null : (
        <ul>
          {findings.map(({ field, message, lawArticle }) => (
            <li key={`${field ?? ''} ${message}`}>
              {field === undefined ? (
                message
              ) : (
                <Button type="link" size="small" onClick={() => setFocus(pathOf(field))}>
                  {message}
                </Button>
              )}
              {lawArticle === undefined ? null : <span className="quiet">{lawArticle}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const pathOf = (field: string): string => (field === 'organ' || field === 'toUnit' ? field : `data.${field}`);
