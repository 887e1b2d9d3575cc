import { useFormContext, useWatch } from 'react-hook-form';
import {
  LEGAL_PATHS,
  type LegalPath,
  pathNumeral,
  starts60,
  TRIAGE,
  type TriageClass,
} from '#shared/domain/cases/triage';
import { triageClassOf } from '#shared/domain/visits/choices';
import type { Option } from '../../../../ui/form/fields';
import { RadioField, TextAreaField } from '../../../../ui/form/fields';
import { UnitField } from '../fields';
import type { StepForm, StepView } from './form';

const CLASSES: Option[] = Object.entries(TRIAGE).map(([value, { title }]) => ({ value, label: title }));
const PATHS: Option[] = Object.entries(LEGAL_PATHS).map(([value, { title }]) => ({
  value,
  label: `${pathNumeral(value as LegalPath)} ${title}`,
}));

interface Values {
  readonly triageClass?: TriageClass;
  readonly legalPath?: LegalPath;
}

function TriageFields({ detail }: StepView) {
  const before = detail.state.triageClass;
  const { setValue } = useFormContext();
  const { triageClass, legalPath } = useWatch<Values>();
  /** What belongs to another class is not asked any more, and not sent. */
  const drop = (chosen: string) => {
    if (chosen !== 'claim') setValue('legalPath', undefined);
    if (chosen !== 'accusation') setValue('accused', undefined);
  };
  return (
    <>
      <RadioField name="triageClass" label="分类" required options={CLASSES} span={2} onChanged={drop} />
      {triageClass === 'claim' ? (
        <div className="case-paths">
          <RadioField name="legalPath" label="途径" required options={PATHS} span={2} />
        </div>
      ) : null}
      {triageClass === 'accusation' ? (
        <UnitField
          name="accused"
          label="被检举控告单位"
          multiple
          span={2}
          help="材料和情况不会转给这些单位及其所属单位"
        />
      ) : null}
      {before === 'accusation' && triageClass !== 'accusation' ? (
        <TextAreaField
          name="reason"
          label="改变分类的理由"
          rows={2}
          maxLength={500}
          span={2}
          help="本件已按检举控告类保密"
        />
      ) : null}
      <Meaning triageClass={triageClass} legalPath={legalPath} />
    </>
  );
}

/** What the choice means: the article, the words for the petitioner, and whether the 60 days begin. */
function Meaning({ triageClass, legalPath }: Values) {
  const path = triageClass === 'claim' && legalPath !== undefined ? LEGAL_PATHS[legalPath] : undefined;
  if (triageClass === undefined) return null;
  const { article, tell } = path ?? TRIAGE[triageClass];
  const decided = triageClass !== 'claim' || path !== undefined;
  const clock = starts60({ triageClass, legalPath });
  return (
    <section className="case-meaning" aria-label="分类说明" aria-live="polite">
      <p>
        <b>{article}</b>
        {decided ? (
          <span className={clock ? 'clock on' : 'clock'}>
            {clock ? '起 60 日办理期限（自受理之日）' : '不起 60 日办理期限'}
          </span>
        ) : null}
      </p>
      <p>
        <span className="quiet">告知信访人：</span>
        {tell}
      </p>
    </section>
  );
}

export const triage: StepForm = {
  Fields: TriageFields,
  width: 760,
  initial: ({ detail: { state, fields } }) => ({
    triageClass: state.triageClass ?? triageClassOf(fields.purpose),
    legalPath: state.legalPath,
    accused: state.accused,
  }),
};
