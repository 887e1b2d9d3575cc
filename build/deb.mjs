import { chmodSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ask, root } from './process.mjs';

const NAME = 'joint-reception-desk';

/** A Debian package of the packed folder, by the system's own dpkg-deb. `config` is electron-builder.yml. */
export function makeDeb({ packed, file, version, config }) {
  const tree = `${file}.tree`;
  rmSync(tree, { recursive: true, force: true });
  try {
    cpSync(packed, join(tree, 'opt', NAME), { recursive: true });
    // Chromium's own sandbox helper, for systems without user namespaces.
    chmodSync(join(tree, 'opt', NAME, 'chrome-sandbox'), 0o4755);
    mkdirSync(join(tree, 'usr/bin'), { recursive: true });
    symlinkSync(`/opt/${NAME}/${NAME}`, join(tree, 'usr/bin', NAME));
    for (const size of ['16x16', '32x32', '48x48', '128x128', '256x256', '512x512']) {
      const icons = `usr/share/icons/hicolor/${size}`;
      put(tree, `${icons}/apps/${NAME}.png`, { from: `app/${size}.png` });
      put(tree, `${icons}/mimetypes/${mimeIcon(config)}.png`, { from: `package/${size}.png` });
    }
    put(tree, `usr/share/applications/${NAME}.desktop`, { text: desktopEntry(config) });
    put(tree, `usr/share/mime/packages/${NAME}.xml`, { text: mimeType(config) });
    put(tree, 'DEBIAN/control', { text: control(version, config) });
    ask('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z6', '--build', tree, file]);
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

function put(tree, path, { from, text }) {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  if (from === undefined) writeFileSync(join(tree, path), text);
  else cpSync(join(root, 'build/icons', from), join(tree, path));
}

const control = (version, { deb, productName }) => `Package: ${deb.packageName}
Version: ${version}
Architecture: amd64
Section: office
Priority: optional
Maintainer: Joint Reception Desk engineers
Depends: ${deb.depends.join(', ')}
Recommends: ${deb.recommends.join(', ')}
Description: ${productName}
 Offline desktop application for a joint petition reception counter.
`;

const desktopEntry = ({ productName, linux, fileAssociations: [jrd] }) => `[Desktop Entry]
Type=Application
Name=${productName}
Exec=/opt/${NAME}/${NAME} %f
Icon=${NAME}
Categories=${linux.category};
MimeType=${jrd.mimeType};
Terminal=false
`;

const mimeIcon = ({ fileAssociations: [jrd] }) => jrd.mimeType.replace('/', '-');

const mimeType = ({ fileAssociations: [jrd] }) => `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${jrd.mimeType}">
    <comment>${jrd.description}</comment>
    <glob pattern="*.${jrd.ext}"/>
  </mime-type>
</mime-info>
`;
