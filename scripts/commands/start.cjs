'use strict';

// `npm start [-- --fresh]`: the demo portal, until Ctrl-C.

const fs = require('node:fs');
const path = require('node:path');
const { Portal } = require('../lib/Portal.cjs');
const { checkSignIn } = require('../lib/demoPackage.cjs');
const { readFlags } = require('../lib/flags.cjs');
const { logsDir, portalDir } = require('../lib/paths.cjs');
const { assertFree } = require('../lib/ports.cjs');
const { note, say } = require('../lib/report.cjs');
const { demoServices } = require('../lib/services.cjs');
const { untilStopped } = require('../lib/untilStopped.cjs');

/** Kept from one start to the next. */
const stateDir = path.join(portalDir, 'state');
const services = demoServices(stateDir);
const flags = ['--fresh'];

/** Before anything is downloaded: would it start at all? */
async function check(args) {
  readFlags('start', args, flags);
  await assertFree(services);
}

async function run(args) {
  if (readFlags('start', args, flags).has('--fresh')) {
    fs.rmSync(stateDir, { recursive: true, force: true });
  }
  const portal = new Portal({ services, logsDir });
  const stopped = untilStopped();
  try {
    const ready = bringUp(portal);
    ready.catch(() => {});
    await Promise.race([ready, stopped, portal.failure]);
    await Promise.race([stopped, portal.failure]);
    note('\nStopping …');
    return 0;
  } finally {
    await portal.stop();
  }
}

async function bringUp(portal) {
  fs.mkdirSync(stateDir, { recursive: true });
  await portal.start();
  const people = await checkSignIn();
  say(`
  The portal is ready:  http://localhost:3000

  Sign in as
${people}

  Stop with Ctrl-C. Begin afresh with \`npm start -- --fresh\`. Logs are in .portal/logs.
`);
}

module.exports = { check, run };
