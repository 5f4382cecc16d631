#!/usr/bin/env node
// @ts-check
'use strict';

const { readFileSync } = require('node:fs');
const { describe } = require('../src/describe');
const { verifyEvidence } = require('../src/verifyEvidence');

const USAGE =
  'usage: vertex-ai-verify-evidence FILE\n  FILE is the JSON of GET /api/vertex-ai/v1/step-up/evidence/ID, or - for standard input';

/** @param {string[]} args */
function run(args) {
  if (args.length !== 1 || args[0] === '--help') {
    process.stderr.write(`${USAGE}\n`);
    return 1;
  }
  try {
    const record = JSON.parse(
      readFileSync(args[0] === '-' ? 0 : args[0], 'utf8'),
    );
    process.stdout.write(`${describe(record, verifyEvidence(record))}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(
      `not verified: ${/** @type {Error} */ (error).message}\n`,
    );
    return 1;
  }
}

process.exitCode = run(process.argv.slice(2));
