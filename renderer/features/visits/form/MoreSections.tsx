import { useWatch } from 'react-hook-form';
import { ETHNICITIES, ID_TYPES } from '#shared/domain/petitioners/choices';
import { CHANNELS, RISK_FLAGS, SATISFACTION, SOURCES, VULNERABILITIES } from '#shared/domain/visits/choices';
import { DateField, TimeField } from '../../../ui/form/DateField';
import {
  CheckField,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
  TagsField,
  optionsOf,
} from '../../../ui/form/fields';
import type { VisitWords } from '../dictionary';
import { FoldSection } from './FoldSection';
import { PriorProcedures, Representatives } from './lists';
import type { VisitDraft } from './model';

const ETHNICITY_OPTIONS = ETHNICITIES.map((name) => ({ value: name, label: name }));
const ID_TYPE_OPTIONS = optionsOf(ID_TYPES);
const CHANNEL_OPTIONS = optionsOf(CHANNELS);
const SOURCE_OPTIONS = optionsOf(SOURCES);
const VULNERABILITY_OPTIONS = optionsOf(VULNERABILITIES);
const RISK_OPTIONS = optionsOf(RISK_FLAGS);
const SATISFACTION_OPTIONS = optionsOf(SATISFACTION);

/** Ways of handling that cannot be written down without saying more. */
const NEED_HANDLING = ['transfer', 'assign', 'toPoliticalLegal', 'toDiscipline'];
const NEED_RECEPTION = ['replyOnSpot', 'decline', 'declineFinal'];

/** Every other field of a visit, folded away by the order of the work at the counter. */
export function MoreSections({ words, fresh }: { words: VisitWords; fresh: VisitDraft }) {
  const mode = useWatch<VisitDraft>({ name: 'handlingMode' }) as string | undefined;
  const units = words.units.options;
  return (
    <>
      <FoldSection section="handling" title="办理" digit={1} fresh={fresh} wanted={NEED_HANDLING.includes(mode ?? '')}>
        <SelectField name="responsibleUnit" label="责任单位" options={units} span={2} />
        <DateField name="handlingDue" label="办理期限" />
        <TextAreaField name="instruction" label="批示" rows={2} maxLength={2000} span={3} />
        <TextAreaField name="result" label="办理结果" rows={2} maxLength={2000} span={3} />
        <TextField name="delivery" label="送达情况" maxLength={500} span={2} />
        <SelectField name="satisfaction" label="评价" options={SATISFACTION_OPTIONS} />
        <TextField name="remark" label="备注" maxLength={1000} span={3} />
      </FoldSection>
      <FoldSection
        section="reception"
        title="接谈"
        digit={2}
        fresh={fresh}
        wanted={NEED_RECEPTION.includes(mode ?? '')}
      >
        <TextAreaField name="opinion" label="接谈意见" rows={2} maxLength={2000} span={3} />
        <TextAreaField name="replyOnSpot" label="当场答复" rows={2} maxLength={2000} span={3} />
        <TextField name="receivedBy" label="接待人" maxLength={50} />
        <TextField name="firstContact" label="首问责任人" maxLength={50} />
        <TextField name="receivingLeader" label="接待领导" maxLength={60} placeholder="姓名和职务" />
        <SelectField name="receivingUnit" label="接待单位" options={units} span={2} />
        <SelectField name="companionUnits" label="陪同单位" options={units} multiple />
      </FoldSection>
      <FoldSection section="people" title="人数与代表" digit={3} fresh={fresh}>
        <NumberField name="affectedCount" label="涉及人数" min={1} max={99_999} unit="人" />
        <SelectField name="vulnerabilities" label="老弱病残" options={VULNERABILITY_OPTIONS} multiple />
        <CheckField name="hasMinors" label="未成年人" text="来访人中有未成年人" />
        <Representatives />
      </FoldSection>
      <FoldSection section="person" title="信访人其他情况" digit={4} fresh={fresh}>
        <CheckField name="identityUnclear" label="不清" text="姓名住址不清" />
        <TextField name="unclearNote" label="不清的原因" maxLength={200} span={2} />
        <SelectField name="idType" label="证件类型" options={ID_TYPE_OPTIONS} />
        <DateField name="birthDate" label="出生日期" />
        <SelectField name="ethnicity" label="民族" options={ETHNICITY_OPTIONS} />
        <TextField name="workplace" label="单位" maxLength={100} span={2} />
        <TextField name="occupation" label="职业" maxLength={50} />
        <CheckField name="isAgent" label="代理" text="信访人是代理人" />
        <TextField name="principalName" label="被代理人" maxLength={100} />
      </FoldSection>
      <FoldSection section="matter" title="诉求详情" digit={5} fresh={fresh}>
        <TextField name="title" label="标题" maxLength={100} span={2} placeholder="不填的，取概况第一句" />
        <TagsField name="topicTags" label="专题标签" />
        <TextAreaField name="facts" label="事实理由" rows={3} maxLength={5000} span={3} />
        <TextField name="problemPlace" label="发生地" maxLength={200} span={2} />
        <DateField name="occurredOn" label="发生日期" />
        <TagsField name="attachments" label="随附材料" span={3} placeholder="材料名称，用顿号隔开" />
      </FoldSection>
      <FoldSection section="earlier" title="越级与已走程序" digit={6} fresh={fresh}>
        <NumberField name="visitTimes" label="第几次来访" min={1} max={999} unit="次" />
        <CheckField name="isSkipLevel" label="越级" text="未经本级或上一级有权机关" />
        <PriorProcedures />
      </FoldSection>
      <FoldSection section="risk" title="风险情形" digit={7} fresh={fresh}>
        <SelectField name="riskFlags" label="风险情形" options={RISK_OPTIONS} multiple span={3} />
        <TextAreaField name="riskNote" label="风险说明" rows={2} maxLength={1000} span={3} />
      </FoldSection>
      <FoldSection section="arrival" title="时间与来源" digit={8} fresh={fresh}>
        <DateField name="petitionDate" label="信访日期" required />
        <SelectField name="channel" label="信访形式" required options={CHANNEL_OPTIONS} />
        <SelectField name="source" label="渠道来源" options={SOURCE_OPTIONS} />
        <TextField name="ticketNo" label="叫号" maxLength={20} />
        <TimeField name="receptionStart" label="接谈开始" />
        <TimeField name="receptionEnd" label="接谈结束" />
        <TimeField name="leftAt" label="离开时间" />
      </FoldSection>
    </>
  );
}
