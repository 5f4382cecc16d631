'use strict';

const { PlainError } = require('./report.cjs');

const OFFLINE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|getaddrinfo|network (?:is )?unreachable|socket hang up|RequestError|Network access (?:has been )?disabled|ERR_SOCKET_TIMEOUT/i;
const NO_SPACE = /ENOSPC|no space left on device/i;
const TAIL_LINES = 15;

/** Whether the output says that the registry could not be reached. */
function isOffline(output) {
  return OFFLINE.test(output);
}

/** What went wrong in a download, in one sentence, from the output of npm or Yarn. */
function downloadFailure({ what, output, registry }) {
  if (NO_SPACE.test(output)) {
    return new PlainError(
      `There is no space left on the disk for ${what}; free some and run the command again.`,
    );
  }
  if (isOffline(output)) {
    return new PlainError(
      `The package registry ${registry} could not be reached, so ${what} could not be downloaded; check the network, the proxy and \`npm config get registry\`, and run the command again.`,
    );
  }
  if (output.includes('YN0028')) {
    return new PlainError(
      'yarn.lock does not match the package.json files; run `yarn install` and commit its changes.',
    );
  }
  return new PlainError(`${capital(what)} could not be installed:`, {
    lines: lastLines(output),
  });
}

function capital(text) {
  return `${text[0].toUpperCase()}${text.slice(1)}`;
}

function lastLines(text, count = TAIL_LINES) {
  return text.trimEnd().split(/\r?\n/).slice(-count);
}

module.exports = { capital, downloadFailure, isOffline, lastLines };
