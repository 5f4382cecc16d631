'use strict';

const assert = require('node:assert/strict');
const net = require('node:net');
const { test } = require('node:test');
const { Postgres } = require('./Postgres.cjs');

function accepts(port) {
  return new Promise(resolve => {
    const socket = net.connect({ host: '127.0.0.1', port });
    socket
      .once('connect', () => resolve(true))
      .once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

test('a PostgreSQL listens on loopback until it is stopped', async () => {
  const postgres = await Postgres.start();
  const { hostname, port } = new URL(postgres.connectionString);
  try {
    assert.equal(hostname, '127.0.0.1');
    assert.equal(await accepts(Number(port)), true);
  } finally {
    await postgres.stop();
  }
  assert.equal(await accepts(Number(port)), false);
});
