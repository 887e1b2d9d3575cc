import type { z } from 'zod';
import { appContract } from './app';
import { casesContract } from './cases';
import { attachmentsContract } from './attachments';
import { deadlinesContract } from './deadlines';
import type { Method } from './define';
import { departmentsContract } from './departments';
import { departmentsFileContract } from './departments-file';
import { dictionaryContract } from './dictionary';
import { draftsContract } from './drafts';
import { exchangeContract } from './exchange';
import { filesContract } from './files';
import { holidaysContract } from './holidays';
import { mergeContract } from './merge';
import { papersContract } from './papers';
import { paperSettingsContract } from './paper-settings';
import { recoveryContract } from './recovery';
import { rostersContract } from './rosters';
import { routingContract } from './routing';
import { supervisionContract } from './supervision';
import { syncContract } from './sync';
import { visitsContract } from './visits';

/** The whole API of the desk as data: preload, router, typed client, `desk` and docs/METHODS.md derive from it. */
export const contract = {
  ...appContract,
  ...casesContract,
  ...attachmentsContract,
  ...deadlinesContract,
  ...departmentsContract,
  ...departmentsFileContract,
  ...dictionaryContract,
  ...draftsContract,
  ...exchangeContract,
  ...filesContract,
  ...holidaysContract,
  ...mergeContract,
  ...papersContract,
  ...paperSettingsContract,
  ...recoveryContract,
  ...rostersContract,
  ...routingContract,
  ...supervisionContract,
  ...syncContract,
  ...visitsContract,
} as const satisfies { readonly [method: string]: Method };

export type DeskContract = typeof contract;
export type MethodName = keyof DeskContract;
export type InputOf<M extends MethodName> = z.input<DeskContract[M]['input']>;
export type OutputOf<M extends MethodName> = z.output<DeskContract[M]['output']>;
