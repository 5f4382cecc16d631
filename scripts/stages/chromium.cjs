'use strict';

const fs = require('node:fs');
const { spawn, spawnSync } = require('node:child_process');
const { PlainError, Progress } = require('../lib/report.cjs');

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A Chromium that starts: the one of CHROMIUM_PATH, one of this machine, or Debian's package when it
 * can be installed. Fails with the command that helps.
 */
async function findChromium() {
  const told = process.env.CHROMIUM_PATH;
  if (told) {
    if (works(told)) {
      return told;
    }
    throw new PlainError(
      `CHROMIUM_PATH names ${told}, which does not start; let it name a Chromium, or unset it.`,
    );
  }
  const found = present();
  if (found) {
    return found;
  }
  if (mayInstall()) {
    await install();
  }
  const installed = present();
  if (!installed) {
    throw new PlainError(
      `The journeys could not run: there is no Chromium on this machine. ${remedy()} \`npm test -- --without-browser\` leaves them out.`,
    );
  }
  return installed;
}

/** Absolute path of a browser that starts. */
function present() {
  return names.map(which).find(file => file && works(file));
}

function which(name) {
  if (name.startsWith('/')) {
    return fs.existsSync(name) ? name : undefined;
  }
  const { stdout, status } = spawnSync(
    process.platform === 'win32' ? 'where' : 'which',
    [name],
    { encoding: 'utf8' },
  );
  return status === 0 ? stdout.split(/\r?\n/)[0].trim() : undefined;
}

/** Ubuntu's `chromium` is a stub that only advertises snap: being there is not enough. */
function works(file) {
  return spawnSync(file, ['--version'], { stdio: 'ignore' }).status === 0;
}

function mayInstall() {
  return process.getuid?.() === 0 && which('apt-get') !== undefined;
}

function remedy() {
  if (process.platform === 'linux' && which('apt-get')) {
    return 'Run `sudo apt-get install chromium`, or let CHROMIUM_PATH name one.';
  }
  return 'Install Chromium or Google Chrome, or let CHROMIUM_PATH name one.';
}

async function install() {
  const progress = new Progress("Installing Debian's package chromium");
  const updated = await aptGet(['update']);
  const done =
    updated === 0 &&
    (await aptGet(['install', '--yes', '--no-install-recommends', 'chromium']));
  return done === 0 ? progress.done() : progress.failed();
}

function aptGet(args) {
  return new Promise(resolve => {
    const child = spawn('apt-get', args, {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    child.once('error', () => resolve(1));
    child.once('close', code => resolve(code ?? 1));
  });
}

module.exports = { findChromium };
