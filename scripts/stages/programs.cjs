'use strict';

// The stages that are one program each, in two lanes that run side by side: each program uses one core.

const fs = require('node:fs');
const path = require('node:path');
const { lastLines } = require('../lib/failures.cjs');
const { backstageCli, root, yarn } = require('../lib/paths.cjs');
const { PlainError } = require('../lib/report.cjs');

const SHOWN_LINES = 60;
const inModules = file => path.join(root, 'node_modules', file);

function programStage(name, ...programs) {
  return {
    name,
    async run({ logFile, program }) {
      for (const args of programs) {
        if ((await program(args)) !== 0) {
          throw new PlainError(`${name} found something:`, {
            lines: lastLines(fs.readFileSync(logFile, 'utf8'), SHOWN_LINES),
          });
        }
      }
    },
  };
}

const programLanes = [
  [
    // Not incrementally: the API reports are read from the declarations, and the order in those would depend on what was compiled before.
    programStage('types', [
      inModules('typescript/bin/tsc'),
      ...['--incremental', 'false'],
    ]),
    // Reads the declarations that the types stage wrote.
    programStage('API reports', [yarn, 'api-reports', '--ci']),
  ],
  [
    programStage('formatting', [
      inModules('prettier/bin-prettier.js'),
      '--check',
      '.',
    ]),
    programStage('commands', ['--test', 'scripts/**/*.test.cjs']),
    programStage('package manifests', [
      backstageCli,
      ...['repo', 'fix', '--publish', '--check'],
    ]),
    programStage('configuration', [backstageCli, 'config:check', '--strict']),
    programStage(
      'lint',
      [backstageCli, 'repo', 'lint', '--max-warnings', '0'],
      // What belongs to no package.
      [
        inModules('eslint/bin/eslint.js'),
        ...['--ext', '.js,.cjs', '--max-warnings', '0', 'scripts', 'eslint'],
      ],
    ),
  ],
];

module.exports = { programLanes };
