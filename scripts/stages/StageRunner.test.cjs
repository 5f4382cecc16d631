'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { afterEach, beforeEach, test } = require('node:test');
const { StageRunner } = require('./StageRunner.cjs');

let directory;
let runner;

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'stages-test-'));
  runner = new StageRunner(directory);
});
afterEach(() => fs.rmSync(directory, { recursive: true, force: true }));

const totals = () => [runner.passed, runner.failed];

test('a stage counts as one, or as its tests', async () => {
  await runner.run({ name: 'one', run: async () => {} });
  await runner.run({
    name: 'many',
    run: async () => ({ passed: 7, failed: 2 }),
  });
  assert.deepEqual(totals(), [8, 2]);
});

test('a stage that throws has failed, and the next one still runs', async () => {
  await runner.run({
    name: 'bad',
    run: async () => {
      throw new Error('no');
    },
  });
  await runner.run({ name: 'good', run: async () => {} });
  assert.deepEqual(totals(), [1, 1]);
});

test('a stage in which no test ran has failed', async () => {
  await runner.run({
    name: 'empty',
    run: async () => ({ passed: 0, failed: 0 }),
  });
  assert.deepEqual(totals(), [0, 1]);
});

test('what a stage started is undone, last first, also when the stage fails', async () => {
  const undone = [];
  await runner.run({
    name: 'starts things',
    run: async ({ onStop }) => {
      onStop(() => undone.push('first'));
      onStop(() => undone.push('second'));
      throw new Error('no');
    },
  });
  assert.deepEqual(undone, ['second', 'first']);
});

test('a stage that ends leaves alone what another has started', async () => {
  const undone = [];
  let end;
  const long = runner.run({
    name: 'long',
    run: ({ onStop }) => {
      onStop(() => undone.push('long'));
      return new Promise(resolve => {
        end = resolve;
      });
    },
  });
  await runner.run({
    name: 'short',
    run: async ({ onStop }) => {
      onStop(() => undone.push('short'));
    },
  });
  assert.deepEqual(undone, ['short']);
  end();
  await long;
  assert.deepEqual(undone, ['short', 'long']);
});

test('stopping undoes what every stage under way has started', async () => {
  const undone = [];
  for (const name of ['one', 'two']) {
    runner.run({
      name,
      run: ({ onStop }) => {
        onStop(() => undone.push(name));
        return new Promise(() => {});
      },
    });
  }
  await runner.stop();
  assert.deepEqual(undone, ['one', 'two']);
});

test("a program's exit code and output are there", async () => {
  await runner.run({
    name: 'program',
    run: async ({ program, logFile }) => {
      const code = await program([
        '-e',
        'console.log("hello"); process.exit(4)',
      ]);
      assert.equal(code, 4);
      assert.equal(fs.readFileSync(logFile, 'utf8'), 'hello\n');
    },
  });
  assert.deepEqual(totals(), [1, 0]);
});
