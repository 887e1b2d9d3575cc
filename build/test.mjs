import { Stop, script } from './process.mjs';
import { setup } from './setup.mjs';
import { systemNeeds } from './system.mjs';

/**
 * npm test: every check and test of the project, from nothing.
 * npm test -- STAGE [arguments of its runner]: one stage only, e.g. `npm test -- e2e visits.spec.ts`.
 */
await script(async ([wanted, ...args]) => {
  await setup();
  // Programs that tests call (LibreOffice) need a locale that can spell Chinese file names.
  if (!/utf-?8/i.test(process.env.LC_ALL ?? process.env.LANG ?? '')) process.env.LC_ALL = 'C.UTF-8';
  const { line, runStages, STAGES } = await import('./stages.mjs');
  if (wanted !== undefined && !Object.hasOwn(STAGES, wanted)) {
    throw new Stop(`no stage is called ${wanted}; there are: ${Object.keys(STAGES).join(', ')}`);
  }
  if (wanted === undefined || wanted === 'e2e') await systemNeeds({ tests: true });
  const total = await runStages(wanted === undefined ? Object.keys(STAGES) : [wanted], args);
  console.log(line(total));
  return total.failed === 0 ? 0 : 1;
});
