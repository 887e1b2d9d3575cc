import { dirname, join, normalize, sep } from 'node:path';

/**
 * Who may look into whose room, as one table. Paths are relative to the project, with `/`.
 * `undefined` means: allowed. A sentence means: this is what is wrong with that import.
 */
export function objection(file, specifier) {
  if (isTest(file) || !/^(shared|electron|renderer)\//.test(file)) return undefined;
  const target = targetOf(file, specifier);
  return target === undefined ? objectionToPackage(file, specifier) : objectionToFile(file, target);
}

const isTest = (file) => /\.test\.tsx?$/.test(file);

/** The project file an import means, without extension; undefined for a package. */
function targetOf(file, specifier) {
  if (specifier.startsWith('#shared/')) return specifier.slice(1);
  if (!specifier.startsWith('.')) return undefined;
  return normalize(join(dirname(file), specifier))
    .split(sep)
    .join('/');
}

const within = (path, ...rooms) => rooms.some((room) => path === room || path.startsWith(`${room}/`));
const areaOf = (path) => /^renderer\/features\/([^/]+)/.exec(path)?.[1];

function objectionToFile(file, target) {
  if (within(file, 'shared')) return objectionInShared(file, target);
  if (within(file, 'electron')) return within(target, 'renderer') ? 'electron never imports the renderer' : undefined;
  if (within(target, 'electron')) return 'the renderer never imports electron: call a method of the contract';
  const [area, other] = [areaOf(file), areaOf(target)];
  if (other !== undefined && within(file, 'renderer/ui')) return 'shared components know no feature';
  if (area !== undefined && other !== undefined && area !== other && target !== `renderer/features/${other}/index`) {
    return `a feature never imports the inside of another: export it from features/${other}/index.ts`;
  }
  return undefined;
}

const LAYERS = [
  { room: 'shared/kernel', sees: ['shared/kernel'] },
  { room: 'shared/calendar', sees: ['shared/kernel', 'shared/calendar'] },
  { room: 'shared/ledger', sees: ['shared/kernel', 'shared/ledger'] },
  { room: 'shared/domain', sees: ['shared/kernel', 'shared/calendar', 'shared/ledger', 'shared/domain'] },
];

function objectionInShared(file, target) {
  if (!within(target, 'shared')) return 'shared imports only shared';
  const layer = LAYERS.find(({ room }) => within(file, room));
  if (layer === undefined || within(target, ...layer.sees)) return undefined;
  return `${layer.room} may import only ${layer.sees.join(', ')}`;
}

/** Only these rooms of electron/ are the window program; all others run in plain Node. */
const SHELL = /^electron\/([^/]+|ipc\/[^/]+|shell\/.+)$/;

function objectionToPackage(file, specifier) {
  const name = packageOf(specifier);
  if (within(file, 'shared')) {
    if (name === 'zod' || (name === 'dayjs' && within(file, 'shared/calendar'))) return undefined;
    return `shared is pure: ${specifier} may not be imported here`;
  }
  if (within(file, 'renderer')) {
    if (name === 'electron' || specifier.startsWith('node:')) return `the renderer has no ${specifier}`;
    return undefined;
  }
  if (name === 'electron' && !SHELL.test(file)) return 'this room runs in plain Node: ask the Shell port';
  if (['antd', '@ant-design/icons', 'wouter', 'react-hook-form'].includes(name)) return 'electron never draws screens';
  return undefined;
}

const packageOf = (specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0];
