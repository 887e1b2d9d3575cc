import { expect, it } from 'vitest';
import { contract } from '#shared/contract/index';
import { describe } from './describe';

/** Written again by `npx vitest run electron/describe.test.ts -u`. */
it('docs/METHODS.md lists the contract as it is', async () => {
  const rows = describe(contract).map(({ method, kind, title }) => `| \`${method}\` | ${kind} | ${title} |`);
  const page = `# Methods of the desk

Generated from \`shared/contract\`. A screen calls them as \`window.desk.call['METHOD'](input)\`, which resolves to JSON, a script as
\`npm run --silent desk -- --data DIR METHOD '{…}'\`; the JSON Schema of every input and output is in \`npm run --silent desk -- --list\`.
A \`query\` reads, a \`command\` writes (one after another), \`shell\` needs the window.

| Method | Kind | What it does |
| --- | --- | --- |
${rows.join('\n')}
`;
  await expect(page).toMatchFileSnapshot('../docs/METHODS.md');
});
