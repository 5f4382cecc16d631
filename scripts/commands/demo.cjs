'use strict';

// `npm run demo`: the main job without a browser, on a portal of its own that is stopped afterwards.

const fs = require('node:fs');
const path = require('node:path');
const { Portal } = require('../lib/Portal.cjs');
const { checkSignIn, runMainJob } = require('../lib/demoPackage.cjs');
const { readFlags } = require('../lib/flags.cjs');
const { portalDir } = require('../lib/paths.cjs');
const { assertFree } = require('../lib/ports.cjs');
const { demoServices } = require('../lib/services.cjs');
const { untilStopped } = require('../lib/untilStopped.cjs');

/** Apart from what `npm start` keeps, and new each time. */
const stateDir = path.join(portalDir, 'demo');
const services = demoServices(stateDir).filter(({ name }) => name !== 'app');

const STOPPED = 130;

async function check(args) {
  readFlags('demo', args, []);
  await assertFree(services);
}

async function run() {
  fs.rmSync(stateDir, { recursive: true, force: true });
  fs.mkdirSync(stateDir, { recursive: true });
  const portal = new Portal({
    services,
    logsDir: path.join(stateDir, 'logs'),
  });
  const stopped = untilStopped().then(() => STOPPED);
  try {
    const job = portal.start().then(checkSignIn).then(runMainJob);
    job.catch(() => {});
    return await Promise.race([job, stopped, portal.failure]);
  } finally {
    await portal.stop();
  }
}

module.exports = { check, run };
