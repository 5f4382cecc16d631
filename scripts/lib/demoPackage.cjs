'use strict';

const path = require('node:path');
const { spawn } = require('node:child_process');
const { root, typescriptHook } = require('./paths.cjs');
const { runInForeground } = require('./processes.cjs');
const { PlainError, Progress } = require('./report.cjs');

const cwd = path.join(root, 'packages/demo');
const argsFor = command => ['--require', typescriptHook, 'src/cli.ts', command];

/**
 * Signs each demo person in once: only then is the portal ready for people, since the catalog takes
 * a moment until it knows them.
 *
 * @returns {Promise<string>} the people, a line each
 */
async function checkSignIn() {
  const progress = new Progress('Signing each demo person in once');
  const { code, output } = await collect(argsFor('check-sign-in'));
  if (code !== 0) {
    progress.failed();
    throw new PlainError('The demo people cannot sign in:', {
      lines: output.trimEnd().split('\n'),
    });
  }
  progress.done();
  return output.trimEnd();
}

/** Runs the main job in this terminal. @returns {Promise<number>} its exit code */
function runMainJob() {
  return runInForeground(process.execPath, argsFor('run'), { cwd });
}

function collect(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const add = chunk => {
      output += chunk;
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.once('error', reject);
    child.once('close', code => resolve({ code: code ?? 1, output }));
  });
}

module.exports = { checkSignIn, runMainJob };
