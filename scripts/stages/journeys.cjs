'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { Portal } = require('../lib/Portal.cjs');
const { checkSignIn } = require('../lib/demoPackage.cjs');
const { assertFree } = require('../lib/ports.cjs');
const { demoServices } = require('../lib/services.cjs');
const { findChromium } = require('./chromium.cjs');
const { runJest } = require('./jest.cjs');

/** The browser journeys of e2e/, in a real Chromium, on a portal with nothing in it yet. */
const journeys = {
  name: 'browser journeys',
  async run(context) {
    const chromium = await findChromium();
    const stateDir = path.join(context.logsDir, 'portal');
    fs.mkdirSync(stateDir, { recursive: true });
    const services = demoServices(stateDir);
    await assertFree(services);
    const portal = new Portal({
      services,
      logsDir: path.join(stateDir, 'logs'),
    });
    context.onStop(() => portal.stop());
    await portal.start();
    await checkSignIn();
    return Promise.race([
      runJest(context, ['--selectProjects', 'e2e', '--runInBand'], {
        CHROMIUM_PATH: chromium,
      }),
      portal.failure,
    ]);
  },
};

module.exports = { journeys };
