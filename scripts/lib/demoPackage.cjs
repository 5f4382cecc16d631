'use strict';

const path = require('node:path');
const { spawn } = require('node:child_process');
const { root, typescriptHook } = require('./paths.cjs');

const cwd = path.join(root, 'packages/demo');
const argsFor = args => ['--require', typescriptHook, 'src/cli.ts', ...args];

/** Runs a command of packages/demo. @returns {Promise<{ code: number, output: string }>} */
function runDemoPackage(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argsFor(args), {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = chunk => {
      output += chunk;
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', code => resolve({ code: code ?? 1, output }));
  });
}

module.exports = { argsFor, cwd, runDemoPackage };
