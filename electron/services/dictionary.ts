import type { dictionaryContract } from '#shared/contract/dictionary';
import {
  decideAddEntry,
  decideEditEntry,
  decideRestoreEntry,
  decideRetireEntry,
} from '#shared/domain/departments/decide-dictionary';
import { DictionaryName } from '#shared/domain/departments/dictionary';
import { collectionOf, type RecordId, recordId } from '#shared/kernel/ids';
import { ok } from '#shared/kernel/result';
import type { Handlers } from '../ipc/router';
import type { ServiceDeps } from './deps';
import { directoryOf } from './directory';
import { keywords, saver } from './records';

/** 内容分类, 信访目的 and 属地 as lists that forms pick from. */
export function dictionaryService(deps: ServiceDeps): Handlers<typeof dictionaryContract> {
  const { dictionary } = directoryOf(deps.store);
  const save = saver(deps.store);
  const entriesOf = (id: RecordId) => {
    const name = DictionaryName.safeParse(collectionOf(id));
    return name.success ? dictionary(name.data) : new Map();
  };
  return {
    'dictionary.options': ({ dictionary: name, includeRetired }) =>
      ok({
        entries: [...dictionary(name).values()]
          .filter((entry) => includeRetired || entry.active)
          .map((entry) => ({ ...entry, keywords: keywords(entry.name, entry.code) })),
      }),
    'dictionary.add': (input, call) =>
      save(recordId(input.dictionary, input.code), decideAddEntry(dictionary(input.dictionary), input), call),
    'dictionary.edit': (input, call) => save(input.id, decideEditEntry(entriesOf(input.id), input), call),
    'dictionary.retire': (input, call) => save(input.id, decideRetireEntry(entriesOf(input.id), input), call),
    'dictionary.restore': (input, call) => save(input.id, decideRestoreEntry(entriesOf(input.id), input), call),
  };
}
