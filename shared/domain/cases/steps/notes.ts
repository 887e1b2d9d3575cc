import { refuse } from '../../../kernel/refusal';
import { oneOf } from '../../petitioners/choices';
import { FLAGS, RATINGS, RATED_SIDES } from '../state';
import { required, step, StepBase, text } from '../step';

const FOLLOW_UP_WAYS = { visit: '上门', phone: '电话', letter: '书面', counter: '到访' } as const;
export { FOLLOW_UP_WAYS };

/** What is noted beside the way of a case. */
export const noteSteps = {
  recuse: step({
    title: '回避',
    from: 'any',
    to: [],
    mark: true,
    article: '《信访工作条例》第二十八条',
    input: StepBase.extend({
      person: required(50, '请填写应当回避的人员。'),
      reason: required(500, '请写明与信访事项或者信访人的直接利害关系。'),
      replacedBy: text(50),
    }),
    refuse: (_state, { person, replacedBy }) =>
      person === replacedBy
        ? refuse('case.replacedByItself', '接替人员不能是回避人员本人。', { field: 'replacedBy' }).error
        : undefined,
    apply: (state, { on, person, reason }) => ({ recusals: [...state.recusals, { person, reason, on }] }),
  }),
  rate: step({
    title: '满意度评价',
    from: 'any',
    to: [],
    mark: true,
    input: StepBase.extend({
      side: oneOf(RATED_SIDES),
      process: oneOf(RATINGS),
      result: oneOf(RATINGS),
      by: text(50),
    }),
    apply: (state, { side, process, result }) => ({
      ratings: { ...state.ratings, [`${side}.process`]: process, [`${side}.result`]: result },
    }),
  }),
  followUp: step({
    title: '回访',
    from: 'any',
    to: [],
    mark: true,
    papers: ['FollowUpRecord'],
    input: StepBase.extend({
      way: oneOf(FOLLOW_UP_WAYS),
      by: required(50, '请填写回访人。'),
      text: required(2000, '请记录回访情况。'),
    }),
    apply: (state, { on, by, text: said }) => ({ followUps: [...state.followUps, { on, by, text: said }] }),
  }),
  flag: step({
    title: '加标记',
    from: 'any',
    to: [],
    mark: true,
    input: StepBase.extend({
      flag: oneOf(FLAGS),
      detail: required(500, '请写明情况（热点名称、包案领导、批示内容、稳控责任人等）。'),
    }),
    apply: (state, { flag }) => ({ flags: [...new Set([...state.flags, flag])] }),
  }),
  unflag: step({
    title: '去标记',
    from: 'any',
    to: [],
    mark: true,
    input: StepBase.extend({ flag: oneOf(FLAGS), reason: required(500, '请写明去掉标记的理由。') }),
    unavailable: (state) => (state.flags.length === 0 ? refuse('case.noFlag', '本件没有标记。').error : undefined),
    refuse: (state, { flag }) =>
      state.flags.includes(flag)
        ? undefined
        : refuse('case.noFlag', `本件没有“${FLAGS[flag]}”标记。`, { field: 'flag' }).error,
    apply: (state, { flag }) => ({ flags: state.flags.filter((f) => f !== flag) }),
  }),
};
