import table from './pinyin-table.json' with { type: 'json' };

/** How a name may be typed in letters. */
export interface Pinyin {
  readonly full: string;
  readonly initials: string;
}

/** Two-character surnames whose characters read otherwise than alone. */
const COMPOUND_SURNAMES: { readonly [surname: string]: readonly [string, string] } = {
  尉迟: ['yu', 'chi'],
  万俟: ['mo', 'qi'],
  单于: ['chan', 'yu'],
  长孙: ['zhang', 'sun'],
  澹台: ['tan', 'tai'],
};

const SURNAMES: { readonly [surname: string]: string } = table.surnames;
let readings: Map<string, string> | undefined;

/** Pinyin of a person's name, its surname read as a surname: 单雄信 is shanxiongxin, sxx. */
export function namePinyin(name: string): Pinyin {
  const syllables = syllablesOf(name.toLowerCase());
  return { full: syllables.join(''), initials: syllables.map((s) => s[0]).join('') };
}

function syllablesOf(name: string): readonly string[] {
  const compound = COMPOUND_SURNAMES[name.slice(0, 2)];
  if (compound !== undefined && name.length > 2) return [...compound, ...read(name.slice(2))];
  const surname = SURNAMES[name.slice(0, 1)];
  return surname === undefined ? read(name) : [surname, ...read(name.slice(1))];
}

/** Letters and digits stand for themselves; anything else that has no reading is left out. */
function read(text: string): readonly string[] {
  readings ??= loadReadings();
  const syllables: string[] = [];
  for (const char of text) {
    const syllable = readings.get(char) ?? (/[a-z0-9]/.test(char) ? char : undefined);
    if (syllable !== undefined) syllables.push(syllable);
  }
  return syllables;
}

function loadReadings(): Map<string, string> {
  const map = new Map<string, string>();
  for (const [syllable, chars] of Object.entries(table.readings)) for (const char of chars) map.set(char, syllable);
  return map;
}
