'use strict';

const assert = require('node:assert/strict');
const { once } = require('node:events');
const { test } = require('node:test');
const { startGroup } = require('./processes.cjs');

/** A program that starts another one, says its id, and runs until it is stopped. */
const parent = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  process.stdout.write(String(child.pid));
  setInterval(() => {}, 1000);
`;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('stops a program together with what it started, and nothing else', async () => {
  const stdio = ['ignore', 'pipe', 'inherit'];
  const [stopped, other] = [1, 2].map(() =>
    startGroup(process.execPath, ['-e', parent], { stdio }),
  );
  const [stoppedChild, otherChild] = await Promise.all(
    [stopped, other].map(async group =>
      Number(String((await once(group.child.stdout, 'data'))[0])),
    ),
  );
  try {
    await stopped.stop();
    assert.equal(isAlive(stopped.child.pid), false);
    assert.equal(isAlive(stoppedChild), false);
    assert.equal(isAlive(other.child.pid), true);
    assert.equal(isAlive(otherChild), true);
  } finally {
    await other.stop();
  }
});

test('stopping a program that has ended is no failure', async () => {
  const group = startGroup(process.execPath, ['-e', ''], { stdio: 'ignore' });
  assert.deepEqual(await group.exited, { code: 0, signal: null });
  await group.stop();
});

test('a program that does not exist is reported, and can be stopped', async () => {
  const group = startGroup('/no/such/program', [], { stdio: 'ignore' });
  await assert.rejects(group.exited, { code: 'ENOENT' });
  await group.stop();
});
