#!/usr/bin/env node
'use strict';

// Entry of `npm start`, `npm run demo`, `npm test` and `npm run bench`. It must be readable by any
// Node from 18 on and may require nothing that an install brings: it is what makes both fit.

const { ensureNode } = require('./lib/node.cjs');
const { ensureInstalled } = require('./lib/install.cjs');
const { PlainError, explain } = require('./lib/report.cjs');

/** Each has `run(args)`, which gives the exit code, and may have `check(args)`, which runs before any download. */
const commands = {
  start: () => require('./commands/start.cjs'),
  demo: () => require('./commands/demo.cjs'),
  test: () =>
    calledByYarn()
      ? require('./commands/repoTest.cjs')
      : require('./commands/test.cjs'),
  bench: () => require('./commands/bench.cjs'),
};

/** Whoever calls Yarn knows Backstage, installs by himself, and expects `yarn test` to be the repository's tests. */
function calledByYarn() {
  return (process.env.npm_config_user_agent ?? '').startsWith('yarn/');
}

async function main([name = '', ...args]) {
  if (!Object.hasOwn(commands, name)) {
    const known = Object.keys(commands).join(', ');
    throw new PlainError(`"${name}" is no command; there are ${known}.`);
  }
  const command = commands[name]();
  await command.check?.(args);
  if (await ensureNode()) {
    return; // A fitting Node has run the whole command.
  }
  if (!calledByYarn()) {
    await ensureInstalled();
  }
  process.exitCode = await command.run(args);
}

main(process.argv.slice(2)).catch(error => {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exitCode = 1;
});
