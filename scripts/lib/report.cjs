'use strict';

/** A failure that one sentence explains; shown without a stack. */
class PlainError extends Error {
  /** `lines` are shown below the sentence, for instance the end of a log. */
  constructor(message, { lines = [] } = {}) {
    super(message);
    this.name = 'PlainError';
    this.lines = lines;
  }
}

function explain(error) {
  if (error instanceof PlainError) {
    return [error.message, ...error.lines.map(line => `  | ${line}`)].join(
      '\n',
    );
  }
  if (error?.code === 'ENOSPC') {
    return 'There is no space left on the disk; free some and run the command again.';
  }
  return `This should not have happened, please report it: ${
    error?.stack ?? error
  }`;
}

/** A result: goes to standard output. */
function say(text = '') {
  process.stdout.write(`${text}\n`);
}

/** What is going on: goes to standard error, so that results can be read apart from it. */
function note(text = '') {
  process.stderr.write(`${text}\n`);
}

const HEARTBEAT_MS = 15_000;
const REDRAW_MS = 250;

/**
 * One line that says what is going on and for how long. A terminal gets a line that redraws itself;
 * a file or a CI log gets a line at each change and one every 15 seconds.
 */
class Progress {
  #title;
  #detail = '';
  #startedAt = Date.now();
  #timer;
  #ended = false;

  constructor(title) {
    this.#title = title;
    if (process.stderr.isTTY) {
      this.#timer = setInterval(() => this.#redraw(), REDRAW_MS);
    } else {
      note(`… ${title}`);
      this.#timer = setInterval(
        () => note(`… ${title} ${this.#status()}`),
        HEARTBEAT_MS,
      );
    }
    this.#timer.unref();
  }

  /** Seconds since the start, whole. */
  get seconds() {
    return Math.round((Date.now() - this.#startedAt) / 1000);
  }

  detail(text) {
    if (text !== this.#detail && !this.#ended) {
      this.#detail = text;
      if (text && !process.stderr.isTTY) {
        note(`… ${this.#title} ${this.#status()}`);
      }
    }
  }

  done(result = '') {
    this.#end(
      `✓ ${this.#title}${result && ` · ${result}`} (${this.seconds} s)`,
    );
  }

  failed() {
    this.#end(`✗ ${this.#title} (${this.seconds} s)`);
  }

  #status() {
    return `(${this.seconds} s)${this.#detail && ` ${this.#detail}`}`;
  }

  #redraw() {
    const line = `… ${this.#title} ${this.#status()}`;
    process.stderr.write(
      `\r\u001b[K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`,
    );
  }

  #end(line) {
    this.#ended = true;
    clearInterval(this.#timer);
    note(process.stderr.isTTY ? `\r\u001b[K${line}` : line);
  }
}

module.exports = { PlainError, Progress, explain, note, say };
