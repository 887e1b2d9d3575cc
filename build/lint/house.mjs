import { relative } from 'node:path';
import { root } from '../process.mjs';
import { objection } from './rooms.mjs';

const pathOf = (context) => relative(root, context.filename).replaceAll('\\', '/');

/** Imports follow the plan of the house; dynamic ones too. */
const rooms = {
  create(context) {
    const check = (source) => {
      if (typeof source?.value !== 'string') return;
      const message = objection(pathOf(context), source.value);
      if (message !== undefined) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal ?? node.argument),
      CallExpression: (node) => node.callee.name === 'require' && check(node.arguments[0]),
    };
  },
};

/** The time comes through the Clock port: no `new Date()` of now, and none in the machine's time zone. */
const noNow = {
  create(context) {
    const report = (node) => context.report({ node, message: 'shared has no clock: take the time from the caller' });
    return {
      NewExpression: (node) => node.callee.name === 'Date' && node.arguments.length !== 1 && report(node),
      CallExpression: (node) => node.callee.name === 'Date' && report(node),
    };
  },
};

/** Names that may stand only in the files given for them. */
const NAMES = { openExternal: [], ipcRenderer: ['electron/preload.ts'] };

const names = {
  create(context) {
    const file = pathOf(context);
    return {
      Identifier(node) {
        if (!Object.hasOwn(NAMES, node.name) || NAMES[node.name].includes(file)) return;
        context.report({ node, message: `${node.name} is not allowed here` });
      },
    };
  },
};

export default { meta: { name: 'house' }, rules: { rooms, 'no-now': noNow, names } };
