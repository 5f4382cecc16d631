'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { afterEach, beforeEach, test } = require('node:test');
const { Portal } = require('./Portal.cjs');

let directory;
let portal;

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-test-'));
});
afterEach(async () => {
  await portal.stop();
  fs.rmSync(directory, { recursive: true, force: true });
});

async function service(name, program, more = {}) {
  const port = await freePort();
  return {
    name,
    title: name,
    url: `http://127.0.0.1:${port}/`,
    after: [],
    args: ['-e', `const port = ${port};\n${program}`],
    cwd: directory,
    ...more,
  };
}

function freePort() {
  return new Promise(resolve => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const answering = `
  require('node:http').createServer((_, res) => res.end()).listen(port, '127.0.0.1');
`;
const noting = file =>
  `require('node:fs').appendFileSync('order', '${file}\\n');`;

test('is up when every service answers, and starts them in their order', async () => {
  const services = [
    await service('second', noting('second') + answering, { after: ['first'] }),
    await service(
      'first',
      `setTimeout(() => { ${noting('first')} ${answering} }, 300);`,
    ),
  ].reverse();
  portal = new Portal({ services, logsDir: path.join(directory, 'logs') });
  await portal.start();

  const order = fs.readFileSync(path.join(directory, 'order'), 'utf8');
  assert.deepEqual(order.trim().split('\n'), ['first', 'second']);
});

test('a service that dies ends the start with one sentence and the end of its log', async () => {
  const services = [
    await service('good', answering),
    await service(
      'bad',
      `console.error('cannot read the moon'); process.exit(3);`,
    ),
  ];
  portal = new Portal({ services, logsDir: path.join(directory, 'logs') });

  await assert.rejects(portal.start(), error => {
    assert.equal(error.name, 'PlainError');
    assert.match(error.message, /^Bad ended by itself \(3\)/);
    assert.deepEqual(error.lines, ['cannot read the moon']);
    return true;
  });
});

test('a service that dies later is reported, one that is stopped is not', async () => {
  const services = [
    await service('good', answering),
    await service(
      'mortal',
      `${answering} setTimeout(() => process.exit(1), 700);`,
    ),
  ];
  portal = new Portal({ services, logsDir: path.join(directory, 'logs') });
  await portal.start();

  await assert.rejects(portal.failure, /Mortal ended by itself/);
  await portal.stop();
  await assert.rejects(fetch(services[0].url));
});

test('an app that does not compile is not called up', async () => {
  const services = [
    await service(
      'app',
      `console.log('compiled with 2 errors'); ${answering}`,
      {
        broken: /compiled with \d+ errors?/,
      },
    ),
  ];
  portal = new Portal({ services, logsDir: path.join(directory, 'logs') });

  await assert.rejects(portal.start(), /App does not compile/);
});
