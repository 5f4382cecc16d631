'use strict';

// `npm start [-- --fresh]`: the demo portal, until Ctrl-C.

const { Portal } = require('../lib/Portal.cjs');
const { runDemoPackage } = require('../lib/demoPackage.cjs');
const { readFlags } = require('../lib/flags.cjs');
const { PlainError, Progress, say } = require('../lib/report.cjs');
const { services } = require('../lib/services.cjs');
const { untilStopped } = require('../lib/untilStopped.cjs');

/** Before anything is downloaded: would it start at all? */
async function check(args) {
  readFlags('start', args, ['--fresh']);
  await Portal.checkPorts(services);
}

async function run(args) {
  if (readFlags('start', args, ['--fresh']).has('--fresh')) {
    Portal.forget();
  }
  const portal = new Portal(services);
  const stopped = untilStopped();
  try {
    const up = bringUp(portal);
    up.catch(() => {});
    await Promise.race([up, stopped, portal.failure]);
    await Promise.race([stopped, portal.failure]);
    say('\nStopping …');
    return 0;
  } finally {
    await portal.stop();
  }
}

async function bringUp(portal) {
  await portal.start();
  const progress = new Progress('Signing each demo person in once');
  const { code, output } = await runDemoPackage(['check-sign-in']);
  if (code !== 0) {
    progress.failed();
    throw new PlainError('Nobody can sign in:', { lines: output.split('\n') });
  }
  progress.done();
  say(`
  The portal is ready:  http://localhost:3000

  Sign in as
${output.trimEnd()}

  Stop with Ctrl-C. Begin afresh with \`npm start -- --fresh\`. Logs are in .portal/logs.
`);
}

module.exports = { check, run };
