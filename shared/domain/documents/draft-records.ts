import { petitionersText } from '../cases/schema';
import { RATINGS } from '../cases/state';
import { FOLLOW_UP_WAYS } from '../cases/steps/notes';
import { type DraftFacts, personOf, said, subjectOf } from './draft-facts';

const head = (facts: DraftFacts) => ({ organ: facts.organ.name, ...subjectOf(facts) });

const TOLD =
  '我们是承办本信访事项的工作人员，现依法就有关情况向你调查询问。请你如实陈述，对与本事项无关的问题可以拒绝回答；认为调查人员与本事项有直接利害关系的，可以申请回避。';

export const inquiryRecord = (facts: DraftFacts) => ({
  ...head(facts),
  ...personOf(facts),
  askedOn: facts.today,
  asker: facts.operator,
  asked: facts.fields.petitioners[0]?.name,
  told: TOLD,
});

export function hearingRecord(facts: DraftFacts) {
  const { fields, state, nameOf } = facts;
  const begun = facts.said('startHearing');
  const host = state.host === undefined ? [] : [{ role: '责任单位', name: nameOf(state.host) }];
  return {
    ...head(facts),
    heldOn: said(begun, 'on'),
    place: said(begun, 'place'),
    chair: said(begun, 'chair'),
    recorder: facts.operator,
    present: [{ role: '信访人', name: petitionersText(fields) }, ...host],
    claim: fields.demand ?? fields.summary,
    result: said(facts.said('endHearing'), 'result'),
  };
}

export function followUpRecord(facts: DraftFacts) {
  const { fields, state } = facts;
  const made = facts.said('followUp');
  const way = said(made, 'way');
  const { petitionerPhone, address } = personOf(facts);
  const rating = state.ratings['responsibleUnit.result'];
  return {
    ...head(facts),
    petitionerPhone,
    address,
    followedOn: said(made, 'on'),
    way: way !== undefined && way in FOLLOW_UP_WAYS ? FOLLOW_UP_WAYS[way as keyof typeof FOLLOW_UP_WAYS] : undefined,
    by: said(made, 'by'),
    interviewee: fields.petitioners[0]?.name,
    reply: state.reply?.summary ?? state.settlement?.text,
    said: said(made, 'text'),
    rating: rating === undefined ? undefined : RATINGS[rating],
  };
}
