import {
  keepPreviousData,
  QueryClient,
  type QueryKey,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { DeskEvent } from '#shared/contract/events';
import type { InputOf, MethodName, OutputOf } from '#shared/contract/index';
import type { Refusal } from '#shared/kernel/refusal';
import type { Result } from '#shared/kernel/result';

export type { InputOf, MethodName, OutputOf } from '#shared/contract/index';
export type { Refusal } from '#shared/kernel/refusal';
export type Answer<M extends MethodName> = Result<OutputOf<M>, Refusal>;

/** A refusal on its way through react-query, which knows failures only as thrown errors. */
export class RefusalError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
    this.name = 'RefusalError';
  }
}

/** The refusal inside anything react-query caught. */
export const refusalOf = (error: unknown): Refusal =>
  error instanceof RefusalError
    ? error.refusal
    : { code: 'call.broken', message: '程序内部通信中断，请关闭窗口后重新打开。已保存的内容不受影响。' };

/** Calls a method of the desk; a refusal is a value, never thrown. */
export async function call<M extends MethodName>(
  method: M,
  input: InputOf<M>,
  options: { readonly job?: string } = {},
): Promise<Answer<M>> {
  try {
    return JSON.parse(await window.desk.call[method](input, options.job)) as Answer<M>;
  } catch (error) {
    return { ok: false, error: refusalOf(error) };
  }
}

/** As `call`, for react-query: gives the value or throws `RefusalError`. A question nobody waits for any more is abandoned. */
export async function fetchFrom<M extends MethodName>(
  method: M,
  input: InputOf<M>,
  signal?: AbortSignal,
): Promise<OutputOf<M>> {
  const job = READING + newJobId();
  const abandon = () => cancelJob(job);
  signal?.addEventListener('abort', abandon, { once: true });
  const answer = await call(method, input, { job });
  signal?.removeEventListener('abort', abandon);
  if (!answer.ok) throw new RefusalError(answer.error);
  return answer.value;
}

export const cancelJob = (job: string): void => window.desk.cancel(job);
export const newJobId = (): string => crypto.randomUUID();
/** The jobs of questions; what they tell of their progress is told in the frame of the window. */
export const READING = 'reading:';

/** Listens to what the desk tells by itself; gives back the function that stops it. */
export const onDeskEvent = (listener: (event: DeskEvent) => void): (() => void) => window.desk.onEvent(listener);

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Collections a query was built from; without it any write makes the query stale. */
export interface ReadsOption {
  readonly reads?: readonly string[];
}

interface QueryOptions extends ReadsOption {
  readonly enabled?: boolean;
  /** Shows the former answer while the next one is on its way. */
  readonly keepPrevious?: boolean;
  /** Reads again by itself. */
  readonly everyMs?: number;
  /** Reads again whenever a page that shows it opens. */
  readonly fresh?: boolean;
}

/** Makes what a write touched stale; screens that show it fetch again. */
export function followCommits(client: QueryClient): () => void {
  return onDeskEvent((event) => {
    if (event.type !== 'committed') return;
    const touched = new Set(event.collections);
    void client.invalidateQueries({
      predicate: ({ meta }) => {
        const reads = meta?.['reads'] as readonly string[] | undefined;
        return reads === undefined || reads.some((collection) => touched.has(collection));
      },
    });
  });
}

export const queryKeyOf = <M extends MethodName>(method: M, input: InputOf<M>): QueryKey => [method, input];

const queryOf = <M extends MethodName>(method: M, input: InputOf<M>, { reads }: ReadsOption) => ({
  queryKey: queryKeyOf(method, input),
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => fetchFrom<M>(method, input, signal),
  meta: { reads },
});

/** Asks ahead of the screen that will show the answer. */
export const askAhead = <M extends MethodName>(client: QueryClient, method: M, input: InputOf<M>): Promise<void> =>
  client.prefetchQuery(queryOf(method, input, {}));

/** Reads through a query method and reads again when the desk writes to what it showed. */
export function useQueryOf<M extends MethodName>(method: M, input: InputOf<M>, options: QueryOptions = {}) {
  return useQuery({
    ...queryOf(method, input, options),
    enabled: options.enabled ?? true,
    refetchInterval: options.everyMs ?? false,
    refetchOnMount: options.fresh === true ? 'always' : true,
    placeholderData: options.keepPrevious ? keepPreviousData : undefined,
  });
}

/**
 * A command as a function: `run(input)` gives the answer as a value; `pending` is true meanwhile.
 * Settings, drafts and the like are not in the ledger, so name the methods whose queries must be read again.
 */
export function useCommand<M extends MethodName>(
  method: M,
  options: { readonly refresh?: readonly MethodName[] } = {},
) {
  const client = useQueryClient();
  const { mutateAsync, isPending } = useMutation({
    mutationFn: (input: InputOf<M>) => call(method, input),
    onSuccess: () => Promise.all((options.refresh ?? []).map((name) => client.invalidateQueries({ queryKey: [name] }))),
  });
  return { run: mutateAsync, pending: isPending };
}

type StoreEvent = Extract<DeskEvent, { type: 'store' }>;
let lastStoreEvent: StoreEvent | undefined;

/** The latest word on whether the store takes writes; undefined until it changes. */
export function useStoreEvent(): StoreEvent | undefined {
  return useSyncExternalStore(
    (changed) =>
      onDeskEvent((event) => {
        if (event.type !== 'store') return;
        lastStoreEvent = event;
        changed();
      }),
    () => lastStoreEvent,
  );
}
