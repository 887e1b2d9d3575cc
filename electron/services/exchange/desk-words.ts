import type { DeviceId } from '#shared/kernel/ids';
import { parcelsOf } from '../../exchange/office';
import type { Store } from '../../store/store';

/** What a person calls the desk a write came from: 本机, as it named itself in a package, or else by the code of its device. */
export function deskWords(store: Store): (device: DeviceId) => string {
  let names: ReadonlyMap<string, string> | undefined;
  const read = () =>
    new Map(
      parcelsOf(store).flatMap(({ from }) => (from.device === undefined ? [] : [[from.device, from.name] as const])),
    );
  return (device) => {
    if (device === store.device) return '本机';
    names ??= read();
    return DESK.exec(names.get(device) ?? '')?.[0] ?? `台席 ${device}`;
  };
}

/** A desk goes by its unit and, at the end, its own sign. */
const DESK = /\S+ 机$/;
