'use strict';
// What Electron runs when it carries no app of its own: opens the app folder named on the command line.
// The main module is loaded synchronously: schemes must be registered before the app is ready.
const { app } = require('electron');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const { preloads, folder } = readArguments(process.argv.slice(1));
if (folder === undefined) {
  process.stderr.write('usage: electron [-r MODULE] [--switches] APP_FOLDER [arguments]\n');
  app.exit(2);
} else {
  for (const file of preloads) Module._load(path.resolve(file), module, false);
  open(path.resolve(folder));
}

function readArguments(args) {
  const found = [];
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '-r' || args[i] === '--require') found.push(args[++i]);
    else if (!args[i].startsWith('-')) return { preloads: found, folder: args[i] };
  }
  return { preloads: found, folder: undefined };
}

function open(appPath) {
  const manifest = JSON.parse(fs.readFileSync(path.join(appPath, 'package.json'), 'utf8'));
  const name = manifest.productName || manifest.name;
  app.setName(name);
  if (manifest.version) app.setVersion(manifest.version);
  app.setPath('userData', path.join(app.getPath('appData'), name));
  app.setAppPath(appPath);
  Module._load(path.join(appPath, manifest.main), module, true);
}
