import type { z } from 'zod';
import type { papersContract } from '#shared/contract/papers';
import { caseStateOf } from '#shared/domain/cases/machine';
import { addresseeOf, draftPaper, issuerOf } from '#shared/domain/documents/draft';
import { choicesOf, paperControls } from '#shared/domain/documents/paper-form';
import type { JsonObject } from '#shared/kernel/json';
import { ok } from '#shared/kernel/result';
import type { Answer, Call } from '../../ipc/router';
import { foundCase } from '../cases/index';
import type { ServiceDeps } from '../deps';
import { directoryOf } from '../directory';
import { papersOf } from './access';
import { dossierOfCase } from './dossier';
import { draftFacts } from './facts';
import { ownTemplate } from './make';
import { numberFor } from './numbers';

type DraftMethod = (typeof papersContract)['papers.draft'];

/** A paper filled in as far as the case tells, or as the version that is to be issued again has it. */
export async function draftOf(
  deps: ServiceDeps,
  { case: id, kind, again, ...chosen }: z.output<DraftMethod['input']>,
  call: Pick<Call, 'actor' | 'now'>,
): Promise<Answer<z.input<DraftMethod['output']>>> {
  const { store } = deps;
  const record = foundCase(store, id);
  if (!record.ok) return record;
  const before = again === undefined ? undefined : papersOf(store, id).find((paper) => paper.id === again);
  const state = caseStateOf(record.value);
  const organ = before?.organ ?? chosen.organ ?? issuerOf(kind, state);
  const toUnit = chosen.toUnit ?? (before === undefined ? addresseeOf(kind, state) : before.toUnit);
  const dossier = kind === 'DossierIndex' ? await dossierOfCase(deps, record.value) : { files: [], pageCount: 0 };
  const at = { now: call.now, operator: call.actor.by, dossier };
  const data: JsonObject =
    before?.data ?? draftPaper(kind, draftFacts(store, record.value, { kind, organ, toUnit }, at));
  const number =
    before === undefined ? await numberFor(deps, { organ, kind, data }, call.now) : ok({ docNo: before.docNo });
  const docNo = number.ok ? number.value?.docNo : undefined;
  return ok({
    organ,
    organName: directoryOf(store).directory().units.get(organ)?.name ?? '',
    ...(toUnit === undefined ? {} : { toUnit }),
    data,
    ...(docNo === undefined ? {} : { docNo }),
    ...(number.ok ? {} : { problem: number.error.message }),
    template: ownTemplate(deps, kind) === undefined ? 'builtin' : 'own',
    choices: Object.fromEntries(
      paperControls(kind).flatMap(({ key }) => {
        const words = choicesOf(kind, key, state);
        return words.length === 0 ? [] : [[key, [...words]]];
      }),
    ),
  });
}
