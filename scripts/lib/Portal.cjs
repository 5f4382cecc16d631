'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { capital, lastLines } = require('./failures.cjs');
const { logsDir, portalDir, relative } = require('./paths.cjs');
const { assertFree } = require('./ports.cjs');
const { startGroup } = require('./processes.cjs');
const { PlainError, Progress } = require('./report.cjs');

const UP_WITHIN_MS = 180_000;
const ASK_EVERY_MS = 200;

/**
 * The running demo. `start` brings the services up in their order and waits until each answers;
 * `failure` settles only when one dies; `stop` ends all that was started, and nothing else.
 */
class Portal {
  #services;
  #running = new Map();
  #stopping = false;
  #reportFailure;

  /** Rejects with a {@link PlainError} as soon as a service dies by itself. */
  failure = new Promise((_, reject) => {
    this.#reportFailure = reject;
  });

  constructor(services) {
    this.#services = services;
    this.failure.catch(() => {});
  }

  static checkPorts(services) {
    return assertFree(services);
  }

  /** Forgets databases, logs and the emulator's memory of earlier runs. */
  static forget() {
    fs.rmSync(portalDir, { recursive: true, force: true });
  }

  async start() {
    fs.mkdirSync(logsDir, { recursive: true });
    const progress = new Progress('Starting');
    const up = new Map();
    const awaited = new Set(this.#services.map(({ title }) => title));
    const showAwaited = () => progress.detail([...awaited].join(', '));
    showAwaited();
    for (const service of this.#services) {
      const before = service.after.map(name => up.get(name));
      const answering = Promise.all(before)
        .then(() => this.#bringUp(service))
        .then(() => {
          awaited.delete(service.title);
          showAwaited();
        });
      up.set(service.name, answering);
    }
    const all = Promise.all(up.values());
    all.catch(() => {});
    try {
      await Promise.race([all, this.failure]);
    } catch (error) {
      progress.failed();
      throw error;
    }
    progress.done(this.#services.map(({ title }) => title).join(', '));
  }

  async stop() {
    this.#stopping = true;
    await Promise.all([...this.#running.values()].map(group => group.stop()));
  }

  async #bringUp(service) {
    if (!this.#stopping) {
      this.#spawn(service);
      await this.#untilAnswers(service);
    }
  }

  #spawn({ name, title, args, cwd, env }) {
    const log = fs.openSync(logFile(name), 'w');
    const group = startGroup(process.execPath, args, {
      cwd,
      // A pipe that we never write to: the Backstage CLI restarts on each line of its input.
      stdio: ['pipe', log, log],
      env: { ...process.env, ...env, FORCE_COLOR: '0' },
    });
    fs.closeSync(log);
    this.#running.set(name, group);
    group.exited
      .then(
        ({ code, signal }) => `${title} ended by itself (${signal ?? code})`,
        error => `${title} could not be started (${error.message})`,
      )
      .then(what => {
        if (!this.#stopping) {
          this.#reportFailure(failed(name, what));
        }
      });
  }

  async #untilAnswers({ name, title, url, broken }) {
    const deadline = Date.now() + UP_WITHIN_MS;
    while (!this.#stopping) {
      if (broken?.test(fs.readFileSync(logFile(name), 'utf8'))) {
        throw failed(name, `${title} does not compile`);
      }
      if (await answers(url)) {
        return;
      }
      if (Date.now() > deadline) {
        throw failed(name, `${title} does not answer at ${url}`);
      }
      await new Promise(resolve => setTimeout(resolve, ASK_EVERY_MS));
    }
  }
}

function logFile(name) {
  return path.join(logsDir, `${name}.log`);
}

function failed(name, what) {
  const file = logFile(name);
  const sentence = `${capital(what)}; its log is ${relative(
    file,
  )} and ends so:`;
  return new PlainError(sentence, {
    lines: lastLines(fs.readFileSync(file, 'utf8')),
  });
}

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}

module.exports = { Portal };
