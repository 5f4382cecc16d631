'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { relative, root } = require('../lib/paths.cjs');
const { startGroup } = require('../lib/processes.cjs');
const { PlainError, Progress, explain, note } = require('../lib/report.cjs');

/**
 * Runs the stages of `npm test` one after the other, says how each went, and adds up.
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
  #undo = [];
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

  /** Ends whatever the present stage has started. */
  async stop() {
    this.#stopping = true;
    await this.#undoAll();
  }

  async #outcomeOf(stage, logFile) {
    const context = {
      logFile,
      logsDir: this.#logsDir,
      onStop: undo => this.#undo.push(undo),
      program: (args, options) => this.#program(logFile, args, options),
    };
    fs.writeFileSync(logFile, '');
    try {
      return counted(await stage.run(context));
    } catch (error) {
      return { passed: 0, failed: 1, lines: explain(error).split('\n') };
    } finally {
      await this.#undoAll();
    }
  }

  /** Runs Node with these arguments. @returns {Promise<number>} the exit code */
  async #program(logFile, args, { cwd = root, env = {} } = {}) {
    const log = fs.openSync(logFile, 'a');
    const group = startGroup(process.execPath, args, {
      cwd,
      stdio: ['ignore', log, log],
      env: { ...process.env, CI: '1', FORCE_COLOR: '0', ...env },
    });
    fs.closeSync(log);
    this.#undo.push(() => group.stop());
    const { code } = await group.exited;
    return code ?? 1;
  }

  async #undoAll() {
    for (const undo of this.#undo.splice(0).reverse()) {
      await undo();
    }
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
