import type { DeviceId, OpId, SpaceId } from '../kernel/ids';
import { type Op, opDevice, opSeq } from './op';

/** Per device the highest seq seen in a space; since seq is contiguous, this says exactly which ops were seen. */
export type Vector = { readonly [device: string]: number };

export const ORG_SPACE = 'org' as SpaceId;
export const caseSpace = (caseKey: string): SpaceId => `case/${caseKey}` as SpaceId;
export const rosterSpace = (rosterKey: string): SpaceId => `roster/${rosterKey}` as SpaceId;
export const officeSpace = (unitKey: string): SpaceId => `office/${unitKey}` as SpaceId;

export const hasSeen = (vector: Vector, op: OpId): boolean => opSeq(op) <= (vector[opDevice(op)] ?? 0);
export const nextSeq = (vector: Vector, device: DeviceId): number => (vector[device] ?? 0) + 1;

/** `next` may be folded; `duplicate` changes nothing; `gap` must wait for the ops before it. */
export function admit(vector: Vector, op: Op): 'next' | 'duplicate' | 'gap' {
  const expected = nextSeq(vector, opDevice(op.id));
  const seq = opSeq(op.id);
  return seq === expected ? 'next' : seq < expected ? 'duplicate' : 'gap';
}

export const advance = (vector: Vector, op: Op): Vector => ({ ...vector, [opDevice(op.id)]: opSeq(op.id) });
