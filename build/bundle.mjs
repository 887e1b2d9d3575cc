import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { digest } from './hash.mjs';
import { root, say, script, Stop } from './process.mjs';

const DIST = join(root, 'dist');
const SOURCES = ['electron', 'renderer', 'shared', 'package-lock.json', 'package.json', 'build/bundle.mjs'];
const isTest = (name) => /\.test\.tsx?$/.test(name);

/** dist/ as the sources say: main, preload, host (the utility process), desk (command line), and the page. */
export async function bundle() {
  const stamp = digest(root, SOURCES, { skip: isTest });
  if (existsSync(join(DIST, '.stamp')) && readFileSync(join(DIST, '.stamp'), 'utf8') === stamp) return;
  const start = Date.now();
  const work = join(root, `.cache/dist-${process.pid}`);
  try {
    await buildInto(work);
    writeFileSync(join(work, '.stamp'), stamp);
    replace(work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  say(`built in ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

/** A failed build leaves the old one; a running app never sees half of one. */
function replace(work) {
  const old = `${work}.old`;
  if (existsSync(DIST)) renameSync(DIST, old);
  renameSync(work, DIST);
  rmSync(old, { recursive: true, force: true });
}

async function buildInto(work) {
  const { build } = await import('vite');
  const { default: react } = await import('@vitejs/plugin-react');
  await build(renderer(work, react()));
  await build(paper(work));
  await build(node(work, { preload: 'electron/preload.ts' }, { codeSplitting: false }));
  await build(node(work, { main: 'electron/main.ts' }, { codeSplitting: false }, ['electron'], await methods(work)));
  // Heavy libraries (workbooks, solver) stay in chunks of their own and are loaded when first used.
  refuseCircles(
    await build(
      node(work, { host: 'electron/host.ts', desk: 'electron/desk.ts' }, { chunkFileNames: '[name]-[hash].cjs' }),
    ),
  );
  mkdirSync(work, { recursive: true });
  cpSync(join(root, 'node_modules/highs/build/highs.wasm'), join(work, 'highs.wasm'));
  copyPdfParts(join(work, 'renderer/pdf'));
}

/** Chunks that need each other find each other half loaded, depending on which of them is asked for first. */
function refuseCircles({ output }) {
  const importsOf = new Map(output.map(({ fileName, imports = [] }) => [fileName, imports]));
  const sound = new Set();
  const visit = (name, path) => {
    if (path.includes(name)) throw new Stop(`chunks need each other: ${[...path, name].join(' → ')}`);
    if (sound.has(name)) return;
    for (const needed of importsOf.get(name) ?? []) visit(needed, [...path, name]);
    sound.add(name);
  };
  for (const name of importsOf.keys()) visit(name, []);
}

/** Names and kinds of all methods: the window program needs no more of the contract, and starts without its schemas. */
async function methods(work) {
  const { build } = await import('vite');
  const to = join(work, 'contract');
  await build(node(to, { index: 'shared/contract/index.ts' }, { codeSplitting: false }));
  const { contract } = createRequire(import.meta.url)(join(to, 'index.cjs'));
  rmSync(to, { recursive: true });
  return { METHODS: JSON.stringify(Object.entries(contract).map(([name, { kind }]) => [name, kind])) };
}

/** What the PDF reader asks for by name: its worker, Chinese character maps, the standard fonts, decoders of scans without WebAssembly. */
function copyPdfParts(to) {
  for (const part of ['cmaps', 'standard_fonts', 'wasm']) {
    const wanted = (name) => !/\.wasm$|quickjs/.test(name);
    cpSync(join(root, 'node_modules/pdfjs-dist', part), to, { recursive: true, filter: wanted });
  }
  const worker = 'pdf.worker.min.mjs';
  cpSync(join(root, 'node_modules/pdfjs-dist/legacy/build', worker), join(to, worker));
}

const common = (outDir) => ({
  configFile: false,
  logLevel: 'warn',
  mode: 'production',
  define: { 'process.env.NODE_ENV': '"production"' },
  build: { outDir, emptyOutDir: false, chunkSizeWarningLimit: 8_000, reportCompressedSize: false },
});

/** A feature's front passes on what others may use of it: whoever uses one thing of it need not load the rest. */
const FRONT = /renderer\/features\/[a-z-]+\/index\.ts$/;

function renderer(work, react) {
  const config = common(join(work, 'renderer'));
  return {
    ...config,
    root: join(root, 'renderer'),
    base: './',
    plugins: [react],
    build: {
      ...config.build,
      target: 'chrome130',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: { treeshake: { moduleSideEffects: [{ test: FRONT, sideEffects: false }] } },
    },
  };
}

/** The hidden page that lays out Word documents: one script and one style sheet under fixed names. */
function paper(work) {
  const config = common(join(work, 'paper'));
  const names = { entryFileNames: 'page.js', assetFileNames: 'page[extname]' };
  return {
    ...config,
    root: join(root, 'renderer/paper'),
    base: './',
    build: {
      ...config.build,
      target: 'chrome130',
      modulePreload: { polyfill: false },
      rolldownOptions: { output: { ...names, codeSplitting: false } },
    },
  };
}

/** CommonJS for Electron 33's Node 20, everything bundled: the package ships no node_modules. */
export function node(work, input, output, external = ['electron'], define = {}) {
  const config = common(work);
  return {
    ...config,
    root,
    define: { ...config.define, ...define },
    ssr: { target: 'node', noExternal: true, external },
    resolve: { conditions: ['node', 'import', 'module', 'default'] },
    build: {
      ...config.build,
      ssr: true,
      target: 'node20',
      copyPublicDir: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).map(([name, file]) => [name, join(root, file)])),
        output: { format: 'cjs', entryFileNames: '[name].cjs', ...output },
      },
    },
  };
}

if (process.argv[1] === import.meta.filename) await script(bundle);
