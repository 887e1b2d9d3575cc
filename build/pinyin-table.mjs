// Writes electron/query/pinyin-table.json: which reading each Chinese character has, and which surnames read otherwise.
// Run it again when pinyin-pro is updated; electron/query/pinyin.test.ts compares the table with the library.
import { writeFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';

const options = { toneType: 'none', type: 'array', v: true };
const readings = {};
const surnames = {};
for (let code = 0x4e00; code <= 0x9fff; code++) {
  const char = String.fromCharCode(code);
  const [reading] = pinyin(char, options);
  if (!/^[a-z]+$/.test(reading ?? '')) continue;
  readings[reading] = (readings[reading] ?? '') + char;
  const [surname] = pinyin(`${char}某`, { ...options, surname: 'head' });
  if (surname !== reading && /^[a-z]+$/.test(surname ?? '')) surnames[char] = surname;
}
const sorted = Object.fromEntries(Object.entries(readings).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(
  new URL('../electron/query/pinyin-table.json', import.meta.url),
  `${JSON.stringify({ readings: sorted, surnames }, null, 2)}\n`,
);
