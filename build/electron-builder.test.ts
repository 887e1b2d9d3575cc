import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config';
import { describe, expect, test } from 'vitest';

const project = join(import.meta.dirname, '..');
const quiet = { isEnabled: false, add: () => undefined } as unknown as Parameters<typeof validateConfiguration>[1];
const load = () => getConfig(project, 'electron-builder.yml', null);

describe('electron-builder.yml', () => {
  test('is accepted by electron-builder itself', async () => {
    await expect(validateConfiguration(await load(), quiet)).resolves.toBeUndefined();
  });

  test('a misspelt key would not be', async () => {
    const misspelt = { ...(await load()), nsis: { oneClikc: true } };
    await expect(validateConfiguration(misspelt as never, quiet)).rejects.toThrow('configuration.nsis');
  });

  test('closes every fuse that lets someone else run in our program', async () => {
    expect((await load()).electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  test('names icons that exist, and opens .jrd', async () => {
    const { win, linux, nsis, fileAssociations } = await load();
    const jrd = [fileAssociations].flat()[0];
    expect(jrd?.ext).toBe('jrd');
    for (const icon of [win?.icon, linux?.icon, nsis?.installerIcon, nsis?.uninstallerIcon, jrd?.icon]) {
      expect(existsSync(join(project, String(icon))), String(icon)).toBe(true);
    }
  });

  test('builds for Windows an installer for one user or all, and a portable zip', async () => {
    const { win, nsis } = await load();
    expect([win?.target].flat()).toEqual([
      { target: 'nsis', arch: 'x64' },
      { target: 'zip', arch: 'x64' },
    ]);
    expect(nsis).toMatchObject({
      oneClick: false,
      perMachine: false,
      allowElevation: true,
      deleteAppDataOnUninstall: false,
    });
  });
});
