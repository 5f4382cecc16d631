'use strict';

const fs = require('node:fs');
const { spawnSync } = require('node:child_process');

const CHECK_EVERY_MS = 1_000;

/**
 * Calls back when npm or Yarn, which started us, has died: they do not always pass a signal on, and
 * whoever ends them wants us to end. The death of a shell that started us directly means nothing of
 * the kind.
 *
 * @returns {() => void} stops watching
 */
function watchParent(onDeath) {
  if (!process.env.npm_lifecycle_event) {
    return () => {};
  }
  const parent = process.ppid;
  // npm runs a script through a shell, which outlives an npm that is killed.
  const grandparent = parentOf(parent);
  const timer = setInterval(() => {
    if (process.ppid !== parent || parentOf(parent) !== grandparent) {
      clearInterval(timer);
      onDeath();
    }
  }, CHECK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** The parent of another process; undefined where nothing cheap tells it. */
function parentOf(pid) {
  if (process.platform === 'linux') {
    try {
      // The name in parentheses may hold anything; state and parent follow it (proc(5)).
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    } catch {
      return undefined;
    }
  }
  if (process.platform === 'darwin') {
    const { stdout } = spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], {
      encoding: 'utf8',
    });
    return Number(stdout);
  }
  return undefined;
}

module.exports = { watchParent };
