'use strict';

const path = require('node:path');
const { backstageCli, root, typescriptHook } = require('./paths.cjs');

const inRepository = file => path.join(root, file);

/**
 * The programs of the demo. `url` answers once the program is up; `after` names what must answer
 * before it may start; a line of its log that matches `broken` means that it never will be up.
 *
 * @param {string} stateDir where databases and the emulator's memory are kept
 */
function demoServices(stateDir) {
  return [emulator(stateDir), identityProvider(), backend(stateDir), app()];
}

function emulator(stateDir) {
  return {
    name: 'google-emulator',
    title: 'the Google emulator',
    port: 7071,
    url: 'http://localhost:7071/emulator/v1/health',
    after: [],
    args: [
      ...['--require', typescriptHook, 'src/cli.ts'],
      ...['--port', '7071'],
      ...['--issuer', 'http://localhost:7007/api/vertex-ai/issuer'],
      ...['--state', path.join(stateDir, 'google-emulator.json')],
    ],
    cwd: inRepository('packages/google-emulator'),
  };
}

function identityProvider() {
  return {
    name: 'identity-provider',
    title: 'the demo identity provider',
    port: 7072,
    url: 'http://localhost:7072/.well-known/openid-configuration',
    after: [],
    args: ['--require', typescriptHook, 'src/cli.ts', '--port', '7072'],
    cwd: inRepository('packages/demo-identity-provider'),
  };
}

function backend(stateDir) {
  return {
    name: 'backend',
    title: 'the backend',
    port: 7007,
    url: 'http://localhost:7007/.backstage/health/v1/readiness',
    // It reads the identity provider's metadata once, when it starts.
    after: ['identity-provider'],
    args: [backstageCli, 'package', 'start'],
    cwd: inRepository('packages/backend'),
    env: {
      APP_CONFIG_backend_database_connection_directory: path.join(
        stateDir,
        'db',
      ),
      // The scaffolder's sandbox wants it.
      NODE_OPTIONS: '--no-node-snapshot',
    },
  };
}

function app() {
  return {
    name: 'app',
    title: 'the app',
    port: 3000,
    url: 'http://localhost:3000/',
    after: [],
    args: [backstageCli, 'package', 'start'],
    cwd: inRepository('packages/app'),
    // Nobody asked for a browser window; the URL is printed.
    env: { BROWSER: 'none' },
    broken: /compiled with \d+ errors?/,
  };
}

module.exports = { demoServices };
