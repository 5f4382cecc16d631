'use strict';

const { spawn } = require('node:child_process');
const { watchParent } = require('./watchParent.cjs');

const isWindows = process.platform === 'win32';
const STOP_GRACE_MS = 10_000;

/**
 * Starts a program as the head of its own process group, so that it can be stopped together with
 * whatever it starts, and nothing else. A Ctrl-C in the terminal therefore does not reach it: whoever
 * starts it must stop it.
 *
 * @returns {{ child, exited: Promise<{ code: number | null, signal: string | null }>, stop(signal?: string): Promise<void> }}
 */
function startGroup(command, args, options) {
  const child = spawn(command, args, {
    ...options,
    detached: !isWindows,
    windowsHide: true,
  });
  const exited = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  // A failure to start is reported to whoever awaits `exited`.
  exited.catch(() => {});
  return {
    child,
    exited,
    stop: (signal = 'SIGTERM') => stopGroup({ child, exited, signal }),
  };
}

async function stopGroup({ child, exited, signal }) {
  if (child.pid === undefined) {
    return;
  }
  signalGroup(child.pid, signal);
  const deadline = Date.now() + STOP_GRACE_MS;
  while (groupIsAlive(child.pid) && Date.now() < deadline) {
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  signalGroup(child.pid, 'SIGKILL');
  await exited.catch(() => {});
}

function groupIsAlive(pid) {
  return signalGroup(pid, 0);
}

/** Whether there was somebody to signal. */
function signalGroup(pid, signal) {
  if (isWindows) {
    return signalWindowsTree(pid, signal);
  }
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    if (error.code === 'ESRCH') {
      return false;
    }
    throw error;
  }
}

function signalWindowsTree(pid, signal) {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (signal !== 0) {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
  }
  return true;
}

/** Runs a program in this terminal, hands it our signals, and gives its exit code. */
async function runInForeground(command, args, options) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  const forward = signal => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  signals.forEach(signal => process.on(signal, forward));
  const unwatch = watchParent(() => child.kill('SIGTERM'));
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
    });
  } finally {
    signals.forEach(signal => process.off(signal, forward));
    unwatch();
  }
}

module.exports = { runInForeground, startGroup };
