'use strict';

const path = require('node:path');

const root = path.resolve(__dirname, '../..');

module.exports = {
  root,
  /** State of the running demo: databases, logs, the emulator's memory. */
  portalDir: path.join(root, '.portal'),
  logsDir: path.join(root, '.portal', 'logs'),
  yarn: path.join(root, '.yarn/releases/yarn-4.13.0.cjs'),
  /** Lets Node run the workspace's TypeScript. */
  typescriptHook: path.join(
    root,
    'node_modules/@backstage/cli/config/nodeTransform.cjs',
  ),
  backstageCli: path.join(
    root,
    'node_modules/@backstage/cli/bin/backstage-cli',
  ),
  relative: file => path.relative(root, file),
};
