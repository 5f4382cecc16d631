'use strict';

// `yarn test …`: what it is in every Backstage repository.

const { backstageCli, root } = require('../lib/paths.cjs');
const { runInForeground } = require('../lib/processes.cjs');

function run(args) {
  return runInForeground(
    process.execPath,
    [backstageCli, 'repo', 'test', ...args],
    { cwd: root },
  );
}

module.exports = { run };
