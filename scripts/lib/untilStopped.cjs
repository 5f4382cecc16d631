'use strict';

const { watchParent } = require('./watchParent.cjs');

/** Resolves when somebody wants us to stop: Ctrl-C, a signal, a closed terminal, or the end of npm. */
function untilStopped() {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => resolve(signal));
    }
    watchParent(() => resolve('end of npm'));
  });
}

module.exports = { untilStopped };
