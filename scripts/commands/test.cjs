'use strict';

// `npm test [-- --without-browser]`: everything that must hold before a change goes in.

const fs = require('node:fs');
const path = require('node:path');
const { readFlags } = require('../lib/flags.cjs');
const { portalDir } = require('../lib/paths.cjs');
const { note, say } = require('../lib/report.cjs');
const { untilStopped } = require('../lib/untilStopped.cjs');
const { journeys } = require('../stages/journeys.cjs');
const { programLanes } = require('../stages/programs.cjs');
const { unitTests } = require('../stages/unitTests.cjs');
const { StageRunner } = require('../stages/StageRunner.cjs');

const STOPPED = 130;
const flags = ['--without-browser'];

function check(args) {
  readFlags('test', args, flags);
}

async function run(args) {
  const logsDir = path.join(portalDir, 'test');
  fs.rmSync(logsDir, { recursive: true, force: true });
  fs.mkdirSync(logsDir, { recursive: true });
  const runner = new StageRunner(logsDir);
  const stopped = untilStopped().then(() => STOPPED);
  try {
    return await Promise.race([runAll(runner, args), stopped]);
  } finally {
    await runner.stop();
  }
}

async function runAll(runner, args) {
  await Promise.all(programLanes.map(lane => runInOrder(runner, lane)));
  await runner.run(unitTests);
  if (args.includes('--without-browser')) {
    note('– browser journeys were left out, as --without-browser asks');
  } else {
    await runner.run(journeys);
  }
  const { passed, failed } = runner;
  say(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function runInOrder(runner, stages) {
  for (const stage of stages) {
    await runner.run(stage);
  }
}

module.exports = { check, run };
