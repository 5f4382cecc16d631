'use strict';

const { spawn, spawnSync } = require('node:child_process');
const { root } = require('./paths.cjs');

/** How to call npm: the very one that called us when there is one, else the one on the path. */
function npmCommand() {
  const caller = process.env.npm_execpath ?? '';
  return /npm-cli\.c?js$/.test(caller)
    ? { command: process.execPath, args: [caller], shell: false }
    : { command: 'npm', args: [], shell: process.platform === 'win32' };
}

/** A setting of npm, or undefined when it has none. */
function npmSetting(name) {
  const npm = npmCommand();
  const { stdout, status } = spawnSync(
    npm.command,
    [...npm.args, 'config', 'get', name],
    { cwd: root, encoding: 'utf8', shell: npm.shell },
  );
  const value = (stdout ?? '').trim();
  return status === 0 && value && !['null', 'undefined'].includes(value)
    ? value
    : undefined;
}

/** Runs npm quietly. @returns {Promise<{ code: number, output: string }>} */
function runNpm(args) {
  const npm = npmCommand();
  return new Promise((resolve, reject) => {
    const child = spawn(npm.command, [...npm.args, ...args], {
      cwd: root,
      shell: npm.shell,
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

module.exports = { npmSetting, runNpm };
