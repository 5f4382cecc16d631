'use strict';

const assert = require('node:assert/strict');
const path = require('node:path');
const { once } = require('node:events');
const { spawn } = require('node:child_process');
const { test } = require('node:test');

/** Watches, says so, and says when its npm has died; a shell stands between, as with npm. */
const watcher = `
  require(${JSON.stringify(path.join(__dirname, 'watchParent.cjs'))})
    .watchParent(() => { process.stdout.write('ended'); process.exit(); });
  process.stdout.write('watching');
  setTimeout(() => {}, 10_000);
`;
const npm = `
  const { spawn } = require('node:child_process');
  spawn('sh', ['-c', '"$NODE" -e "$WATCHER"; true'], {
    stdio: 'inherit',
    env: { ...process.env, WATCHER: ${JSON.stringify(
      watcher,
    )}, NODE: process.execPath },
  });
  setTimeout(() => {}, 10_000);
`;

test(
  'sees that npm was killed although the shell between lives on',
  { skip: process.platform === 'win32' },
  async () => {
    const killed = spawn(process.execPath, ['-e', npm], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, npm_lifecycle_event: 'start' },
    });
    assert.equal(String((await once(killed.stdout, 'data'))[0]), 'watching');
    killed.kill('SIGKILL');

    assert.equal(String((await once(killed.stdout, 'data'))[0]), 'ended');
  },
);
