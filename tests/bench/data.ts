import { addDays, type LocalDate } from '../../shared/calendar/local-date';
import type { JsonObject } from '../../shared/kernel/json';
import cases from '../../electron/demo/cases.json' with { type: 'json' };
import { demoPerson } from '../../electron/demo/people';

/** Records of one step of the scale: a centre of an ordinary district in four months. */
export const VISITS_PER_SCALE = 10_000;
const YEARS = 10;
const LAST_YEAR = 2026;
const SENTENCES = cases.flatMap(({ content }) => content.split(/(?<=[。;])/u)).filter((s) => s.length > 6);
const ORGANS = '公安局 住建局 人社局 自然资源局 城管局 民政局 教育局 卫健委 财政局 法院 交通局 农业农村局'.split(' ');
const PLACES = '天宁 钟楼 新北 武进 经开 金坛 溧阳'.split(' ');

/** A visit as it is registered; the same `n` gives the same visit at every scale. */
export interface Visit {
  readonly key: string;
  readonly value: JsonObject;
}

/** Visits `from` to `to` of `total`, evenly over ten years, oldest first, numbered as the desk numbers them. */
export function* visits(total: number, from = 0, to = total): Generator<Visit> {
  for (let n = from; n < to; n++) yield visit(n, total);
}

function visit(n: number, total: number): Visit {
  const random = randomOf(n);
  const perYear = Math.ceil(total / YEARS);
  const year = LAST_YEAR - YEARS + 1 + Math.floor(n / perYear);
  const serial = n % perYear;
  const date = addDays(`${year}-01-01` as LocalDate, Math.floor((serial * 365) / perYear));
  const key = `${year}-A01-${String(serial + 1).padStart(6, '0')}`;
  // A fifth of the visitors come again and again.
  const person = demoPerson(random(5) === 0 ? random(Math.ceil(total / 200)) : 1_000_000 + n);
  const matter = pick(cases, skewed(random, cases.length));
  const [place, organ] = [pick(PLACES, skewed(random, PLACES.length)), pick(ORGANS, skewed(random, ORGANS.length))];
  const story = (length: number) => {
    let text = '';
    while (text.length < length) text += pick(SENTENCES, random(SENTENCES.length));
    return text;
  };
  const value: JsonObject = {
    visitNo: key,
    caseNo: `XF${key.replaceAll('-', '')}`,
    queryCode: String(10_000_000 + random(89_999_999)),
    registeredAt: Date.parse(`${date}T01:00:00Z`) + random(28_800) * 1000,
    registeredBy: `登记员${1 + (n % 4)}`,
    registeredUnit: 'units/CZ-XFJ',
    petitionDate: date,
    receptionStart: `${String(8 + random(8)).padStart(2, '0')}:${String(random(60)).padStart(2, '0')}`,
    name: person.name,
    gender: n % 2 === 0 ? '男' : '女',
    idType: 'residentId',
    idNo: person.idNo,
    birthDate: `${person.idNo.slice(6, 10)}-${person.idNo.slice(10, 12)}-${person.idNo.slice(12, 14)}`,
    ethnicity: '汉族',
    phone: `139${String(random(100_000_000)).padStart(8, '0')}`,
    address: `${place}区${person.address}${1 + random(30)}幢${101 + random(900)}室`,
    occupation: pick(['农民', '职工', '退休', '个体', '无业'], random(5)),
    headcount: random(12) === 0 ? 5 + random(40) : 1 + random(3),
    channel: pick(['walk', 'walk', 'walk', 'appointment', 'call'], random(5)),
    visitKind: random(12) === 0 ? 'group' : 'individual',
    purpose: `purposes/0${1 + skewed(random, 6)}`,
    categoryCode: `categories/${String(1 + skewed(random, 22)).padStart(2, '0')}0${1 + random(8)}`,
    title: `${place}区${matter.title}`,
    summary: `${matter.content}${story(60)}`,
    demand: `请求${organ}依法调查处理并书面答复。`,
    facts: story(120),
    problemRegion: `regions/3204${String(2 + skewed(random, 7)).padStart(2, '0')}`,
    problemPlace: `${place}区第${1 + random(400)}号地块`,
    isRepeat: random(5) === 0,
    visitTimes: 1 + skewed(random, 6),
    receivingUnit: `units/CZ-${1 + skewed(random, 40)}`,
    receivedBy: demoPerson(1 + random(60)).name,
    opinion: `转${organ}办理，请于规定期限内答复信访人。`,
    handlingMode: pick(['转送', '交办', '当场答复', '告知引导'], skewed(random, 4)),
    responsibleUnit: `units/CZ-${1 + skewed(random, 40)}`,
  };
  return { key, value };
}

/** Small numbers come often. */
const skewed = (random: (n: number) => number, n: number): number => Math.min(random(n), random(n), random(n));

function pick<T>(list: readonly T[], n: number): T {
  const item = list[n % list.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** Mulberry32 seeded by the number of the visit. */
function randomOf(n: number): (below: number) => number {
  let state = (n * 0x9e37_79b1 + 0x2545_f491) >>> 0;
  return (below) => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}
