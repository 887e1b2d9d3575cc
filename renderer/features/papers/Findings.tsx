import { Button } from 'antd';
import { useFormContext } from 'react-hook-form';
import type { OutputOf } from '../../client';

/** 出具前检查: what still keeps the paper from going out, with its article; a click leads to the field. */
export function Findings({ findings }: Pick<OutputOf<'papers.check'>, 'findings'>) {
  const { setFocus } = useFormContext();
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
