'use strict';

const { PlainError } = require('./report.cjs');

/** The flags that were given, or one sentence about the one that does not exist. */
function readFlags(command, args, known) {
  const unknown = args.find(arg => !known.includes(arg));
  if (unknown !== undefined) {
    throw new PlainError(
      `\`${command}\` does not know "${unknown}"; it takes ${
        known.join(', ') || 'no flags'
      }.`,
    );
  }
  return new Set(args);
}

module.exports = { readFlags };
