'use strict';

const WATCH_PARENT_MS = 1_000;

/**
 * Resolves when the person wants to stop: Ctrl-C, a termination signal, a closed terminal, or the
 * death of the npm that started us (npm does not always pass a signal on).
 */
function untilStopped() {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => resolve(signal));
    }
    if (process.env.npm_lifecycle_event) {
      const parent = process.ppid;
      setInterval(() => {
        if (process.ppid !== parent) {
          resolve('parent');
        }
      }, WATCH_PARENT_MS).unref();
    }
  });
}

module.exports = { untilStopped };
