import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';

/** One CommonJS file that any Node runs without a loader. */
export async function bundle(entry: string, outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { conditions: ['node', 'import', 'module', 'default'] },
    build: {
      outDir,
      emptyOutDir: false,
      minify: false,
      target: 'node20',
      lib: { entry, formats: ['cjs'], fileName: () => 'bundle.cjs' },
      rollupOptions: { external: [...builtinModules, ...builtinModules.map((name) => `node:${name}`)] },
    },
  });
  return join(outDir, 'bundle.cjs');
}
