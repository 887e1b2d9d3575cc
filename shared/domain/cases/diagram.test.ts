import { expect, it } from 'vitest';
import { DEADLINES, type DeadlineKind } from '../deadlines/kind';
import { PAPER_KINDS } from '../documents/kinds';
import { CASE_STATUS_NAMES, CASE_STATUSES, type CaseStatus, isOpen } from './status';
import type { Step } from './step';
import { STEPS } from './steps';

const steps = Object.entries<Step>(STEPS);
const moving = steps.filter(([, step]) => step.to.length > 0);
const fromOf = (step: Step): readonly CaseStatus[] => (step.from === 'any' ? [] : step.from);
const clocks = (kinds: readonly DeadlineKind[] | undefined) =>
  (kinds ?? []).map((kind) => `\`${kind}\` ${DEADLINES[kind].title}`).join('、');
const papers = (step: Step) => (step.papers ?? []).map((kind) => PAPER_KINDS[kind].title).join('、');
/** Two steps lead from any open state to one: 撤回 and 并入 would hide the others in the picture. */
const everywhere = (step: Step) => fromOf(step).length > 10 || step.to.length > 10;

/** Written again by `npx vitest run shared/domain/cases/diagram.test.ts -u`. */
it('docs/case-states.md is drawn from the table that runs', async () => {
  const arrows = moving
    .filter(([, step]) => !everywhere(step))
    .flatMap(([, step]) =>
      fromOf(step).flatMap((from) => step.to.map((to) => `    ${from} --> ${to} : ${step.title}`)),
    );
  const names = CASE_STATUSES.map((status) => `    ${status} : ${CASE_STATUS_NAMES[status]}`);
  const rows = steps.map(([name, step]) => {
    const from =
      step.from === 'any'
        ? '（任何状态）'
        : everywhere(step)
          ? '（在办的任何状态）'
          : fromOf(step)
              .map((s) => CASE_STATUS_NAMES[s])
              .join('、');
    const to =
      step.to.length === 0
        ? '—'
        : step.to.length > 10
          ? '（并入前的状态）'
          : step.to.map((s) => CASE_STATUS_NAMES[s]).join('、');
    const starts = clocks(step.starts?.map(({ kind }) => kind));
    return `| ${step.title} \`${name}\` | ${from} | ${to} | ${starts} | ${clocks(step.stops)} | ${papers(step)} | ${step.article ?? ''} |`;
  });
  const page = `# The life of a case

Drawn from \`shared/domain/cases/steps\`, the very table that the desk runs. 撤回 and 并入 are open from every state in which somebody still
owes something and are left out of the picture. Whether a step is allowed beyond the state is said by its \`refuse\`, with the article.

\`\`\`mermaid
stateDiagram-v2
${names.join('\n')}
${arrows.join('\n')}
\`\`\`

| Step | From | To | Starts | Stops | Papers | Article |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

Ended (办结，可归档、可重新受理): ${CASE_STATUSES.filter((s) => !isOpen(s))
    .map((s) => CASE_STATUS_NAMES[s])
    .join('、')}.
`;
  await expect(page).toMatchFileSnapshot('../../../docs/case-states.md');
});

it('every state can be reached, and left or archived', () => {
  const reached = new Set<CaseStatus>(['draft', ...moving.flatMap(([, step]) => step.to)]);
  expect(CASE_STATUSES.filter((status) => !reached.has(status))).toEqual([]);
  const left = new Set(moving.flatMap(([, step]) => fromOf(step)));
  expect(CASE_STATUSES.filter((status) => !left.has(status))).toEqual([]);
});
