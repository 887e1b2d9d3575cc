import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_UNITS } from '../departments/defaults/units';
import { nameLines } from './name-lines';

test.each([
  ['常州市公安局', ['常州市公安局']],
  ['常州市天宁区住房和城乡建设局', ['常州市天宁区住房和城乡建设局']],
  ['江苏常州经济开发区丁堰街道办事处', ['江苏常州经济开发区', '丁堰街道办事处']],
  ['常州市公安局天宁分局经济犯罪侦查大队', ['常州市公安局天宁分局', '经济犯罪侦查大队']],
  ['常州市人民政府信访事项复查复核委员会办公室', ['常州市人民政府', '信访事项复查复核委员会办公室']],
  [
    '常州市住房和城乡建设局住房保障和房屋征收安置管理服务中心（常州市征收办）',
    ['常州市住房和城乡建设局', '住房保障和房屋征收安置管理', '服务中心（常州市征收办）'],
  ],
])('%s', (name, lines) => {
  expect(nameLines(name)).toEqual(lines);
});

test('nothing is lost, no line is too long, and none is a letter left over', () => {
  const organ = fc.constantFrom(...DEFAULT_UNITS.map(({ name }) => name));
  const office = fc.constantFrom(
    '',
    '信访科',
    '（市信访联席办）',
    '综合行政执法大队第三中队',
    '政策法规与行政审批服务处',
  );
  fc.assert(
    fc.property(fc.tuple(organ, fc.oneof(office, organ), office), (parts) => {
      const name = parts.join('');
      const lines = nameLines(name);
      expect(lines.join('')).toBe(name);
      expect(lines.length).toBeLessThanOrEqual(Math.ceil(name.length / 15) + 1);
      if (lines.length === 1) return;
      for (const line of lines) {
        expect(line.length).toBeGreaterThan(2);
        expect(line.length).toBeLessThanOrEqual(15);
        expect(line).not.toMatch(/^[）、会处]|（$/);
      }
    }),
  );
});
