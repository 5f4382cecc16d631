import {
  coreServices,
  createServiceFactory,
  LoggerService,
  RootLoggerService,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { inspect } from 'node:util';

export interface LogLine {
  level: 'error' | 'warn' | 'info' | 'debug';
  message: string;
  meta: JsonObject;
}

/** Every line that the backend logs, of every level, with everything that a log format could print of it. */
export class LogCapture {
  readonly lines: LogLine[] = [];
  readonly #onLine: (line: LogLine) => void;
  /** Under a killed backend, whatever runs on in its place. */
  #ended = false;

  /** `onLine` is told every line as well. */
  constructor(onLine: (line: LogLine) => void = () => {}) {
    this.#onLine = onLine;
  }

  factory() {
    return createServiceFactory({
      service: coreServices.rootLogger,
      deps: {},
      factory: () => this.#logger({}),
    });
  }

  /** The same for what takes a logger itself. */
  logger(): LoggerService {
    return this.#logger({});
  }

  add(line: LogLine): void {
    this.lines.push(line);
    this.#onLine(line);
  }

  end(): void {
    this.#ended = true;
  }

  /** One text with everything that could have reached a file. */
  text(): string {
    return this.lines
      .map(
        ({ level, message, meta }) =>
          `${level} ${message} ${inspect(meta, { depth: null })}`,
      )
      .join('\n');
  }

  #logger(context: JsonObject): RootLoggerService {
    const write =
      (level: LogLine['level']): LoggerService['info'] =>
      (message, meta) => {
        if (!this.#ended) {
          this.add({
            level,
            message: String(message),
            meta: {
              ...context,
              ...(meta instanceof Error
                ? { error: inspect(meta, { depth: null }) }
                : meta),
            },
          });
        }
      };
    return {
      error: write('error'),
      warn: write('warn'),
      info: write('info'),
      debug: write('debug'),
      child: meta => this.#logger({ ...context, ...meta }),
    };
  }
}
