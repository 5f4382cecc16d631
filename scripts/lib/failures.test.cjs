'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { downloadFailure } = require('./failures.cjs');

const registry = 'https://registry.example/';
const sentenceFor = output =>
  downloadFailure({ what: 'the packages', output, registry }).message;

test('names the registry when there is no network', () => {
  for (const output of [
    '➤ YN0001: │ RequestError: getaddrinfo ENOTFOUND registry.example',
    'npm error code ECONNREFUSED',
    'npm error network request failed, reason: connect ETIMEDOUT 192.0.2.1:443',
  ]) {
    assert.match(
      sentenceFor(output),
      /registry\.example.*could not be reached/,
    );
  }
});

test('says that the disk is full', () => {
  assert.match(
    sentenceFor('ENOSPC: no space left on device, write'),
    /no space left on the disk/,
  );
});

test('says what to run when the lock file is out of date', () => {
  assert.match(
    sentenceFor('➤ YN0028: │ The lockfile would have been modified'),
    /run `yarn install`/,
  );
});

test('shows the end of the output when it does not know the reason', () => {
  const failure = downloadFailure({
    what: 'the packages',
    output: 'first\nsecond\nsomething odd\n',
    registry,
  });
  assert.equal(failure.message, 'The packages could not be installed:');
  assert.equal(failure.lines.at(-1), 'something odd');
});
