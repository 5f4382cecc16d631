'use strict';

const assert = require('node:assert/strict');
const net = require('node:net');
const { test } = require('node:test');
const { assertFree } = require('./ports.cjs');

function listen(host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, host, () => resolve(server));
  });
}

test('says which port is taken and what needs it', async () => {
  const server = await listen('127.0.0.1');
  const { port } = server.address();
  try {
    await assert.rejects(assertFree([{ port, title: 'the backend' }]), {
      name: 'PlainError',
      message: new RegExp(`^Port ${port}, which the backend needs, is taken`),
    });
  } finally {
    server.close();
  }
});

test('sees a program that listens on every address', async () => {
  const server = await listen('0.0.0.0');
  try {
    await assert.rejects(
      assertFree([{ port: server.address().port, title: 'the app' }]),
    );
  } finally {
    server.close();
  }
});

test('is content with free ports', async () => {
  const server = await listen('127.0.0.1');
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  await assertFree([{ port, title: 'the app' }]);
});
