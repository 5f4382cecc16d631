'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { fits } = require('./node.cjs');

for (const version of ['v22.12.0', 'v22.23.3', 'v24.0.0', 'v24.19.1']) {
  test(`${version} fits`, () => assert.equal(fits(version), true));
}
for (const version of [
  'v18.20.4',
  'v20.20.2',
  'v22.11.0',
  'v23.5.0',
  'v26.0.0',
]) {
  test(`${version} does not fit`, () => assert.equal(fits(version), false));
}
