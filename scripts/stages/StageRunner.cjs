'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { relative, root } = require('../lib/paths.cjs');
const { startGroup } = require('../lib/processes.cjs');
const { PlainError, Progress, explain, note } = require('../lib/report.cjs');

/**
 * Runs the stages of `npm test`, says how each went, and adds up. Several may run at a time.
 *
 * A stage is `{ name, run(context) }`; `run` throws when the stage fails, or gives
 * `{ passed, failed, skipped?, lines? }` when it counts tests of its own. `context.program` runs a
 * program whose output goes to the stage's log, and `context.onStop` names what to undo at the end of
 * the stage, however it ends.
 */
class StageRunner {
  passed = 0;
  failed = 0;
  #logsDir;
  /** What the stages under way have started, each with its own. */
  #open = new Set();
  #stopping = false;

  constructor(logsDir) {
    this.#logsDir = logsDir;
  }

  async run(stage) {
    if (this.#stopping) {
      return;
    }
    const logFile = path.join(
      this.#logsDir,
      `${stage.name.replaceAll(' ', '-')}.log`,
    );
    const progress = new Progress(stage.name);
    const outcome = await this.#outcomeOf(stage, logFile);
    if (this.#stopping) {
      return;
    }
    this.passed += outcome.passed;
    this.failed += outcome.failed;
    if (outcome.failed === 0) {
      progress.done(outcome.summary);
    } else {
      progress.failed();
      outcome.lines.forEach(line => note(`  | ${line}`));
      note(`  The whole output is in ${relative(logFile)}.`);
    }
  }

  /** Ends whatever the stages under way have started. */
  async stop() {
    this.#stopping = true;
    await Promise.all([...this.#open].map(undoAll));
  }

  async #outcomeOf(stage, logFile) {
    const started = [];
    const onStop = undo => started.push(undo);
    const context = {
      logFile,
      logsDir: this.#logsDir,
      onStop,
      program: (args, options) =>
        program(args, { ...options, logFile, onStop }),
    };
    this.#open.add(started);
    fs.writeFileSync(logFile, '');
    try {
      return counted(await stage.run(context));
    } catch (error) {
      return { passed: 0, failed: 1, lines: explain(error).split('\n') };
    } finally {
      await undoAll(started);
      this.#open.delete(started);
    }
  }
}

/** Runs Node with these arguments. @returns {Promise<number>} the exit code */
async function program(args, { logFile, onStop, cwd = root, env = {} }) {
  const log = fs.openSync(logFile, 'a');
  const group = startGroup(process.execPath, args, {
    cwd,
    stdio: ['ignore', log, log],
    env: { ...process.env, CI: '1', FORCE_COLOR: '0', ...env },
  });
  fs.closeSync(log);
  onStop(() => group.stop());
  const { code } = await group.exited;
  return code ?? 1;
}

/** The last first. */
async function undoAll(started) {
  for (const undo of started.splice(0).reverse()) {
    await undo();
  }
}

/** A stage without tests of its own counts as one. */
function counted(result) {
  if (!result) {
    return { passed: 1, failed: 0, lines: [] };
  }
  const { passed, failed, skipped = 0, lines = [] } = result;
  if (passed + failed === 0) {
    throw new PlainError('Not a single test ran.');
  }
  const summary = `${passed} tests${skipped ? `, ${skipped} skipped` : ''}`;
  return { passed, failed, lines, summary };
}

module.exports = { StageRunner };
