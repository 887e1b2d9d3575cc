import { pinyin } from 'pinyin-pro';
import { expect, test } from 'vitest';
import { DUE_RANGES } from '#shared/domain/cases/due';
import { END_REASONS, CASE_STATUS_NAMES } from '#shared/domain/cases/status';
import { FLAGS, REPLY_CONCLUSIONS, REVIEW_CONCLUSIONS } from '#shared/domain/cases/state';
import { DELIVERY_WAYS } from '#shared/domain/cases/steps/answering';
import { LEGAL_PATHS, TRIAGE } from '#shared/domain/cases/triage';
import { DEADLINES } from '#shared/domain/deadlines/kind';
import { DOCUMENT_TYPES, paperKind } from '#shared/domain/documents/kinds';
import { SITUATION_NAMES, WAY_NAMES } from '#shared/domain/supervision/situation';
import * as choices from '#shared/domain/visits/choices';
import { initialsOf } from './initials';

const titles = (table: { readonly [code: string]: { readonly title: string } }) =>
  Object.values(table).map(({ title }) => title);
const WORDS = [
  DUE_RANGES,
  CASE_STATUS_NAMES,
  END_REASONS,
  FLAGS,
  REPLY_CONCLUSIONS,
  REVIEW_CONCLUSIONS,
  DELIVERY_WAYS,
  SITUATION_NAMES,
  WAY_NAMES,
  ...Object.values(choices).filter((table) => typeof table === 'object'),
].flatMap((table) => Object.values(table).filter((word) => typeof word === 'string'));

test.each([
  ...WORDS,
  ...titles(TRIAGE),
  ...titles(LEGAL_PATHS),
  ...titles(DEADLINES),
  ...DOCUMENT_TYPES.map((kind) => paperKind(kind).title),
])('%s is found by its initials, read as the library reads them', (words) => {
  const letters = pinyin(words, { pattern: 'first', toneType: 'none', type: 'array', v: true });
  const typed = letters
    .join('')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
  expect(initialsOf(words).split(' ')).toContain(typed);
});

test('what has two readings is found by both', () => {
  expect(initialsOf('初重')).toBe('cz cc');
  expect(initialsOf('途径① A4')).toBe('tja4');
});
