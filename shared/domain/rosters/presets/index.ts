import type { LocalDate } from '../../../calendar/local-date';
import type { RosterRule } from '../rule';
import type { Preset } from './build';
import { POLICE_PRESETS } from './police';
import { PUBLISHED_PRESETS } from './published';

export type { Preset } from './build';
/** 预置方案, the seed's own first. */
export const PRESETS: readonly Preset[] = [...POLICE_PRESETS, ...PUBLISHED_PRESETS];

/** The scheme beginning on `start`; one made of past dates keeps its own, to be changed by hand. */
export const ruleFrom = (preset: Preset, start: LocalDate): RosterRule =>
  preset.historic === undefined ? { ...preset.rule, start: { date: start, index: 0 } } : preset.rule;
