import { expect, it } from 'vitest';
import { sentence } from './format';

it('ends a sentence once, before the article of law in brackets', () => {
  const article = '请填写住址。（《信访工作条例》第十九条）';
  expect(sentence('请填写理由')).toBe('请填写理由。');
  expect(sentence('上级单位已停用（见目录）')).toBe('上级单位已停用（见目录）。');
  for (const whole of ['请填写住址。', '是否重复？', article]) expect(sentence(whole)).toBe(whole);
});
