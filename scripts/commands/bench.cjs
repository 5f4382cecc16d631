'use strict';

// `npm run bench [-- name …]`: the benchmarks of packages/bench.

const path = require('node:path');
const { root, typescriptHook } = require('../lib/paths.cjs');
const { runInForeground } = require('../lib/processes.cjs');

function run(args) {
  return runInForeground(
    process.execPath,
    ['--expose-gc', '--require', typescriptHook, 'src/cli.ts', ...args],
    { cwd: path.join(root, 'packages/bench') },
  );
}

module.exports = { run };
