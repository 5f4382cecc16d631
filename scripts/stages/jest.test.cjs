'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { readReport } = require('./jest.cjs');

const passing = { status: 'passed', fullName: 'works', failureMessages: [] };
const failing = {
  status: 'failed',
  fullName: 'breaks',
  failureMessages: ['no'],
};

function report(files, counts = {}) {
  return {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    ...counts,
    testResults: files.map(({ status, tests, message = '' }) => ({
      name: `/repo/${status}.test.ts`,
      status,
      message,
      assertionResults: tests,
    })),
  };
}

test('counts passed, failed and skipped tests', () => {
  const { passed, failed, skipped, lines } = readReport(
    report([{ status: 'failed', tests: [passing, failing] }], {
      numPassedTests: 1,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
    }),
    1,
  );
  assert.deepEqual(
    { passed, failed, skipped },
    { passed: 1, failed: 1, skipped: 3 },
  );
  assert.match(lines[0], /breaks/);
});

test('a file that could not be loaded is a failure', () => {
  const { failed, lines } = readReport(
    report([{ status: 'failed', tests: [], message: 'Cannot find module' }]),
    1,
  );
  assert.equal(failed, 1);
  assert.ok(lines.includes('Cannot find module'));
});

test('a bad exit code that no failure explains is a failure', () => {
  const { failed } = readReport(
    report([{ status: 'passed', tests: [passing] }], { numPassedTests: 1 }),
    1,
  );
  assert.equal(failed, 1);
});
