import { describe, expect, it } from 'vitest';
import { recordId } from '#shared/kernel/ids';
import { similar } from './similar';
import { people, type PersonSpec, storeOf } from './testing';

const person = (key: number, name: string, text: string, more: Partial<PersonSpec> = {}): PersonSpec => ({
  key,
  name,
  text: [text],
  idNos: [],
  voided: false,
  ...more,
});
const earlier = [
  person(1, '单红', '反映钟楼区某小区拆迁补偿标准过低', { idNos: ['320402195001011234'] }),
  person(2, '单宏', '反映工资拖欠', {}),
  person(3, '张伟', '反映钟楼区某小区拆迁补偿款至今未发放', {}),
  person(4, '李娟', '咨询养老保险', { idNos: ['320402195001011234'], voided: true }),
  ...Array.from({ length: 40 }, (_, i) => person(10 + i, `王${i}`, `反映第${i}村道路照明问题`)),
];
const later = [person(5, '单红', '反映邻里纠纷', {})];
const key = (n: number) => recordId('people', String(1000 + n));

describe('similar', () => {
  it('finds earlier records by key, name, pinyin and content, says why, and leaves withdrawn ones out', () => {
    const { store, drop } = storeOf([earlier, later]);
    const draft = {
      keys: [{ column: 'idNos', value: '320402195001011234' }],
      names: ['单红'],
      content: '钟楼区某小区拆迁,补偿过低',
    };
    const found = similar(store, people, draft, 10);
    expect(found.map(({ record }) => record.id)).toEqual([key(1), key(5), key(3), key(2)]);
    expect(found.map(({ likeness }) => likeness.map((l) => l.by))).toEqual([
      ['key', 'name', 'content'],
      ['name'],
      ['content'],
      ['pinyin'],
    ]);
    expect(similar(store, people, { ...draft, except: key(1) }, 1).map(({ record }) => record.id)).toEqual([key(5)]);
    drop();
  });

  it('finds nothing for a draft that says nothing', () => {
    const { store, drop } = storeOf([earlier, later]);
    expect(similar(store, people, {}, 10)).toEqual([]);
    expect(similar(store, people, { keys: [{ column: 'idNos', value: '' }], names: [''], content: '。' }, 10)).toEqual(
      [],
    );
    drop();
  });

  it('ranks the same matter told in other words above phrases that every petition has', () => {
    const { store, drop } = storeOf([earlier, []]);
    const found = similar(store, people, { content: '拆迁补偿款没有发放' }, 3);
    expect(found[0]?.record.id).toBe(key(3));
    expect(found.some(({ record }) => record.id === key(2))).toBe(false);
    drop();
  });
});
