import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** Takes out what only serves a runtime without an app; a test build keeps its ORIGIN.txt, which says what it is. */
export default function afterPack({ appOutDir }) {
  for (const file of ['resources/default_app.asar', 'version']) rmSync(join(appOutDir, file), { force: true });
}
