import type loadHighs from 'highs';
import type { Solver } from '#shared/domain/rosters/balance';

/** HiGHS as WebAssembly, on this machine; one thread and a fixed seed, so that the same model gives the same roster. */
export function highsSolver(): Solver {
  let loading: ReturnType<typeof loadHighs> | undefined;
  return {
    solve: async (lp) => {
      loading ??= import('highs').then((module) => module.default());
      const highs = await loading;
      const answer = highs.solve(lp, {
        output_flag: false,
        threads: 1,
        random_seed: 1,
        time_limit: 30,
        mip_max_nodes: 20_000,
      });
      if (answer.Status === 'Infeasible') return undefined;
      if (answer.Status !== 'Optimal' && answer.Status !== 'Time limit reached') {
        throw new Error(`solver ended with ${answer.Status}`);
      }
      return new Map(Object.entries(answer.Columns).map(([name, column]) => [name, Number(column.Primal ?? 0)]));
    },
  };
}
