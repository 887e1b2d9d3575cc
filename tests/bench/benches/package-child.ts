import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bringIn } from '../../../electron/exchange/deliver';
import { examine, importPackage } from '../../../electron/exchange/import';
import { openKeyring } from '../../../electron/exchange/keyring';
import { pack } from '../../../electron/exchange/pack';
import { nodeDisk } from '../../../electron/store/disk';
import { recordId } from '../../../shared/kernel/ids';
import type { JsonObject } from '../../../shared/kernel/json';
import type { Result } from '../../../shared/kernel/result';
import { caseSpace } from '../../../shared/ledger/space';
import { hashOf } from '../contest';
import { CENTER } from '../data/visit';
import { automerge, type Crdt, type Edit, yjs } from '../systems/crdt';
import { openOffice } from '../systems/office';
import { openOurs } from '../systems/ours';

export type Parcelled = 'ours' | 'yjs' | 'automerge';

export interface Handled {
  readonly ms: number;
  /** Highest resident memory in megabytes, before the work and after it. */
  readonly before: number;
  readonly peak: number;
  /** Of the file that travels. */
  readonly bytes: number;
  /** Of the fields that were edited, as the receiver then shows them. */
  readonly hash: string;
}

/** What lies in the folder of the cases chosen. */
export const KEYS = 'keys.json';
export const RECORDS = 'records.ndjson';
export const baseOf = (system: Parcelled): string => (system === 'yjs' ? 'yjs.all' : `${system}.base`);
/** In the folder of a run: the desk that receives, the one that sends, and the files between them. */
export const HERE = 'here';
export const THERE = 'there';
const fileOf = (system: Parcelled): string => `${system}.file`;

const CRDTS: { readonly [system: string]: Crdt | undefined } = { yjs, automerge };
const NOTHING: Handled = { ms: 0, before: 0, peak: 0, bytes: 0, hash: '' };

/** One step of one system in a process of its own: the base document, the file to send, or taking it in. */
export async function handlePackage([step, system, home, folder]: readonly string[]): Promise<void> {
  const keys = JSON.parse(readFileSync(join(home ?? '', KEYS), 'utf8')) as string[];
  const handled = await handle(step ?? '', system as Parcelled, home ?? '', folder ?? '', keys);
  process.stdout.write(JSON.stringify(handled));
}

async function handle(step: string, system: Parcelled, home: string, folder: string, keys: string[]): Promise<Handled> {
  const crdt = CRDTS[system];
  if (crdt === undefined) return step === 'give' ? give(folder, keys) : take(folder, keys);
  const base = join(home, baseOf(system));
  if (step === 'create') {
    writeFileSync(base, await crdt.create(system === 'yjs' ? await allRecords(home) : recordsIn(home)));
    return NOTHING;
  }
  const path = join(folder, '..', fileOf(system));
  const doc = await crdt.open(new Uint8Array(readFileSync(base)));
  if (step === 'give') {
    doc.set(keys.flatMap(editsOf));
    return measured(path, () => writeFileSync(path, doc.update()));
  }
  const handled = await measured(path, () => doc.take(new Uint8Array(readFileSync(path))));
  return { ...handled, hash: hashOf(keys.flatMap(editsOf).map(({ id, field }) => doc.read(id, field))) };
}

function* recordsIn(home: string): Generator<readonly [string, JsonObject]> {
  for (const line of readFileSync(join(home, RECORDS), 'utf8').split('\n')) {
    if (line !== '') yield JSON.parse(line) as [string, JsonObject];
  }
}

/** Everything that our own folder of the scale has of them. */
async function allRecords(home: string): Promise<Iterable<readonly [string, JsonObject]>> {
  const store = await openOurs(join(home, '..', 'ours'));
  return (function* () {
    for (const name of ['visits', 'cases']) {
      for (const { id, value } of store.overlay(name)) yield [id, value] as const;
      for (const block of store.blocks(name)) {
        const listed = block.listed('with');
        for (let row = 0; row < block.rows; row++) {
          if (listed[row] !== 1) continue;
          const { id, value } = block.read(row);
          yield [id, value] as const;
        }
      }
    }
  })();
}

/** One field of the visit and one of its case. */
const editsOf = (key: string, n: number): Edit[] =>
  ['visits', 'cases'].map((name) => ({
    id: recordId(name, key),
    field: 'problemPlace',
    value: `更正后的地点 ${n} 号`,
  }));

const peakMB = (): number => process.resourceUsage().maxRSS / 1024;

async function measured(path: string, work: () => unknown): Promise<Handled> {
  const before = peakMB();
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  return { ms, before, peak: peakMB(), bytes: statSync(path).size, hash: '' };
}

const EDITED_AT_ONCE = 500;

async function give(folder: string, keys: readonly string[]): Promise<Handled> {
  const office = await openOffice(folder, 'other001');
  const { device } = await openKeyring(join(folder, '..', HERE), nodeDisk);
  const spaces = keys.map(caseSpace);
  const bases = new Map(spaces.map((space) => [space, office.store.vector(space)]));
  for (let at = 0; at < keys.length; at += EDITED_AT_ONCE) {
    const edited = keys.slice(at, at + EDITED_AT_ONCE).map((key, i) => {
      const ops = editsOf(key, at + i).map(({ id, field, value }) => ({
        kind: 'set' as const,
        on: recordId(...(id.split('/') as [string, string])),
        space: caseSpace(key),
        field,
        value,
      }));
      return office.store.commit({ action: '更正', reason: '核对', ops }, office.actor);
    });
    await Promise.all(edited);
  }
  const path = join(folder, '..', fileOf('ours'));
  const to = [{ unit: CENTER, name: HERE, keys: { sign: device.sign, seal: device.seal } }];
  const handled = await measured(folder, async () =>
    copyFileSync(must(await pack(office, { purpose: 'sync', to, spaces, bases })).path, path),
  );
  await office.store.close();
  return { ...handled, bytes: statSync(path).size };
}

async function take(folder: string, keys: readonly string[]): Promise<Handled> {
  const office = await openOffice(folder, 'bench001');
  const path = join(folder, '..', fileOf('ours'));
  const handled = await measured(path, async () => {
    const brought = must(await bringIn(office, path));
    const examined = await examine(office, brought.path);
    must(await importPackage(office, examined, { backup: () => Promise.resolve() }));
  });
  const edited = keys.flatMap(editsOf).map(({ id, field }) => office.store.get(id as never)?.value[field]);
  await office.store.close();
  return { ...handled, hash: hashOf(edited) };
}

function must<T>(result: Result<T, { readonly code: string }>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
