import { type CSSProperties, type ReactNode, useRef, useState } from 'react';
import { useFormContext, useFormState, useWatch } from 'react-hook-form';
import { VISIT_LABELS } from '#shared/domain/visits/labels';
import { useHotkey } from '../../../ui/hotkeys';
import { Hint } from '../../../ui/Page';
import { FOLDED, type FoldedSection, saysSomething, type VisitDraft } from './model';

interface Props {
  readonly section: FoldedSection;
  readonly title: string;
  /** Alt and this key open the section and go to its first field. */
  readonly digit: number;
  readonly fresh: VisitDraft;
  /** Opened from outside as well: what was chosen elsewhere asks for these fields. */
  readonly wanted?: boolean;
  readonly children: ReactNode;
}

/** Fields folded away until they are asked for, or hold a value or an error. */
export function FoldSection({ section, title, digit, fresh, wanted = false, children }: Props) {
  const fields = FOLDED[section];
  const { control } = useFormContext<VisitDraft>();
  const values = useWatch({ control }) as VisitDraft;
  const { errors } = useFormState({ control });
  const filled = fields.filter((field) => saysSomething(field, values, fresh));
  const wrong = fields.some((field) => errors[field] !== undefined);
  const needed = wrong || wanted || filled.length > 0;
  const [open, setOpen] = useState(needed);
  const [wasNeeded, setWasNeeded] = useState(needed);
  if (wasNeeded !== needed) {
    setWasNeeded(needed);
    if (needed) setOpen(true);
  }
  const details = useRef<HTMLDetailsElement>(null);
  useHotkey(`Alt+${digit}`, () => {
    setOpen(true);
    requestAnimationFrame(() =>
      details.current?.querySelector<HTMLElement>('.form-grid input, .form-grid textarea')?.focus(),
    );
  });
  return (
    <details
      ref={details}
      className="form-section form-more"
      style={{ '--columns': 3 } as CSSProperties}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {title}
        <span className="sub">
          {filled.length > 0 && !open
            ? `已填 ${filled.length} 项`
            : fields.map((field) => VISIT_LABELS[field]).join('、')}
        </span>
        <span className="key">
          <Hint keys={`Alt+${digit}`} />
        </span>
      </summary>
      <div className="form-grid">{children}</div>
    </details>
  );
}
