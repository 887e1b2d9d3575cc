import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { has, isRoot, run, Stop, say } from './process.mjs';

/**
 * What a Linux machine must have beside Node. `packages` are Debian's names; the later ones of a group are what
 * newer releases call the same thing. A `hard` need stops the command when it cannot be met.
 */
const NEEDS = [
  { what: 'GTK 3', packages: [['libgtk-3-0', 'libgtk-3-0t64']], present: () => library('libgtk-3.so.0'), hard: true },
  { what: 'NSS', packages: [['libnss3']], present: () => library('libnss3.so'), hard: true },
  { what: 'ALSA', packages: [['libasound2', 'libasound2t64']], present: () => library('libasound.so.2'), hard: true },
  { what: 'GBM', packages: [['libgbm1']], present: () => library('libgbm.so.1'), hard: true },
  { what: 'a virtual display (xvfb)', packages: [['xvfb'], ['xauth']], present: displayAtHand, hard: true },
  { what: 'a Chinese font', packages: [['fontconfig'], ['fonts-noto-cjk']], present: chineseFont, hard: false },
];

/** Independent programs that tests open our documents with, and Windows file semantics. Tests say what they miss. */
const TEST_EXTRAS = [
  { what: 'LibreOffice Calc', packages: [['libreoffice-calc']], present: () => has('soffice') },
  { what: 'LibreOffice Writer', packages: [['libreoffice-writer']], present: () => has('lowriter') },
  { what: 'pdftoppm and pdftotext', packages: [['poppler-utils']], present: () => has('pdftoppm') },
  { what: 'a PostgreSQL server', packages: [['postgresql']], present: () => has('postgres') || debianPostgres() },
  { what: 'Wine', packages: [['wine'], ['wine64']], present: () => has('wine') },
];

/** Debian keeps the server's programs out of the path. */
const debianPostgres = () => existsSync('/usr/lib/postgresql') && readdirSync('/usr/lib/postgresql').length > 0;

const library = (name) => ldconfig().includes(name);
let listed;
const ldconfig = () => {
  listed ??= spawnSync(existsSync('/sbin/ldconfig') ? '/sbin/ldconfig' : 'ldconfig', ['-p'], {
    encoding: 'utf8',
  }).stdout;
  return listed ?? '';
};

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

function displayAtHand() {
  return hasDisplay() || (has('xvfb-run') && has('xauth'));
}

function chineseFont() {
  const found = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return found.status === 0 && found.stdout.trim() !== '';
}

/** Installs what is missing where we may; elsewhere names it. Only a hard need stops the command. */
export async function systemNeeds({ tests = false } = {}) {
  if (process.platform !== 'linux') return;
  // Tests always use a virtual display, so that windows never jump at the person who runs them.
  const virtual = { ...NEEDS[4], present: () => has('xvfb-run') && has('xauth') };
  await provide(tests ? NEEDS.with(4, virtual) : NEEDS);
  if (tests) await provide(TEST_EXTRAS);
}

async function provide(needs) {
  const missing = needs.filter((need) => !need.present());
  if (missing.length === 0) return;
  if (isDebian() && isRoot()) await aptInstall(missing);
  listed = undefined;
  const left = missing.filter((need) => !need.present());
  if (left.length === 0) return;
  say(`missing on this machine: ${left.map((need) => need.what).join(', ')}`);
  say(
    isDebian()
      ? `  sudo apt-get install -y ${left.flatMap((need) => need.packages.map((group) => group[0])).join(' ')}`
      : '  install them with the package manager of this system (Debian calls them ' +
          `${left.flatMap((need) => need.packages.map((group) => group[0])).join(', ')})`,
  );
  if (left.some((need) => need.hard)) throw new Stop('Install what is named above and run the command again.');
}

async function aptInstall(missing) {
  say(`installing ${missing.map((need) => need.what).join(', ')} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => run('apt-get', ['-q', '-o=DPkg::Lock::Timeout=300', ...args], { env, stdout: 2 });
  await apt('update');
  const wanted = missing.flatMap((need) => need.packages.map((group) => group.find(installable) ?? group[0]));
  await apt('install', '-y', '--no-install-recommends', ...wanted);
}

const installable = (name) =>
  /Candidate: (?!\(none\))/.test(spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' }).stdout ?? '');

function isDebian() {
  if (!existsSync('/etc/os-release') || !has('apt-get')) return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Wraps a command so that it has a screen: the person's own, or a virtual one (said out loud). */
export function withDisplay(command, args, { virtual = !hasDisplay() } = {}) {
  if (!virtual || process.platform !== 'linux') return [command, args];
  return ['xvfb-run', ['-a', '-s', '-screen 0 1920x1080x24', command, ...args]];
}
