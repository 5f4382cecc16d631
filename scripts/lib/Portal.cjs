'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { capital, lastLines } = require('./failures.cjs');
const { relative } = require('./paths.cjs');
const { startGroup } = require('./processes.cjs');
const { PlainError, Progress } = require('./report.cjs');

const UP_WITHIN_MS = 180_000;
const ASK_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 200;

/**
 * The running demo. `start` brings the services up in their order and waits until each answers;
 * `failure` rejects only when one dies by itself; `stop` ends all that was started, and nothing else.
 */
class Portal {
  #services;
  #logsDir;
  #running = [];
  #stopping = false;
  #reportFailure;

  failure = new Promise((_, reject) => {
    this.#reportFailure = reject;
  });

  /** @param {{ services: object[], logsDir: string }} options services as `services.cjs` describes them */
  constructor({ services, logsDir }) {
    this.#services = services;
    this.#logsDir = logsDir;
    this.failure.catch(() => {});
  }

  async start() {
    fs.mkdirSync(this.#logsDir, { recursive: true });
    const titles = this.#services.map(({ title }) => title);
    const progress = new Progress('Starting');
    const awaited = new Set(titles);
    const up = new Map();
    for (const service of this.#services) {
      const before = service.after.map(name => up.get(name));
      const answering = Promise.all(before)
        .then(() => this.#bringUp(service))
        .then(() => {
          awaited.delete(service.title);
          progress.detail([...awaited].join(', '));
        });
      answering.catch(() => {});
      up.set(service.name, answering);
    }
    try {
      await Promise.race([Promise.all(up.values()), this.failure]);
    } catch (error) {
      progress.failed();
      throw error;
    }
    progress.done(titles.join(', '));
  }

  async stop() {
    this.#stopping = true;
    await Promise.all(this.#running.map(group => group.stop()));
  }

  async #bringUp(service) {
    if (!this.#stopping) {
      this.#spawn(service);
      await this.#untilAnswers(service);
    }
  }

  #spawn({ name, title, args, cwd, env }) {
    const log = fs.openSync(this.#logFile(name), 'w');
    const group = startGroup(process.execPath, args, {
      cwd,
      // A pipe that we never write to: the Backstage CLI restarts on each line of its input.
      stdio: ['pipe', log, log],
      env: { ...process.env, ...env, FORCE_COLOR: '0' },
    });
    fs.closeSync(log);
    this.#running.push(group);
    group.exited
      .then(
        ({ code, signal }) => `${title} ended by itself (${signal ?? code})`,
        error => `${title} could not be started (${error.message})`,
      )
      .then(what => {
        if (!this.#stopping) {
          this.#reportFailure(this.#failed(name, what));
        }
      });
  }

  async #untilAnswers({ name, title, url, broken }) {
    const deadline = Date.now() + UP_WITHIN_MS;
    while (!this.#stopping && !(await answers(url))) {
      if (broken?.test(this.#log(name))) {
        throw this.#failed(name, `${title} does not compile`);
      }
      if (Date.now() > deadline) {
        throw this.#failed(name, `${title} does not answer at ${url}`);
      }
      await new Promise(resolve => setTimeout(resolve, ASK_EVERY_MS));
    }
    if (broken?.test(this.#log(name))) {
      throw this.#failed(name, `${title} does not compile`);
    }
  }

  #logFile(name) {
    return path.join(this.#logsDir, `${name}.log`);
  }

  #log(name) {
    return fs.readFileSync(this.#logFile(name), 'utf8');
  }

  #failed(name, what) {
    return new PlainError(
      `${capital(what)}; its log is ${relative(
        this.#logFile(name),
      )} and ends so:`,
      { lines: lastLines(this.#log(name)) },
    );
  }
}

async function answers(url) {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(ASK_WITHIN_MS),
    });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}

module.exports = { Portal };
