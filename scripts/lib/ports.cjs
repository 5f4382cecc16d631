'use strict';

const net = require('node:net');
const { PlainError } = require('./report.cjs');

const CONNECT_TIMEOUT_MS = 1_000;

/** Fails with one sentence when a program already answers on one of the ports. */
async function assertFree(services) {
  for (const { port, title } of services) {
    const taken = await Promise.all(
      ['127.0.0.1', '::1'].map(host => answers(host, port)),
    );
    if (taken.includes(true)) {
      throw new PlainError(
        `Port ${port}, which ${title} needs, is taken by another program; stop that program (\`lsof -i :${port}\` names it) and run the command again.`,
      );
    }
  }
}

/**
 * Whether somebody accepts connections. Asking is surer than trying to listen: a program on all
 * addresses does not stop another from listening on one of them everywhere.
 */
function answers(host, port) {
  return new Promise(resolve => {
    const socket = net.connect({ host, port, timeout: CONNECT_TIMEOUT_MS });
    const end = result => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}

module.exports = { assertFree };
