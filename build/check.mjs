import { script } from './process.mjs';
import { setup } from './setup.mjs';

/** npm run check: the quick half of `npm test`, for between two edits. */
await script(async () => {
  await setup();
  const { line, runStages } = await import('./stages.mjs');
  const total = await runStages(['format', 'lint', 'unused', 'types']);
  console.log(line(total));
  return total.failed === 0 ? 0 : 1;
});
