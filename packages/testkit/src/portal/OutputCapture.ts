/* eslint-disable no-console -- it is the console that is listened to */
import { format } from 'node:util';

const CONSOLE = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;

/** Everybody who listens; the process has one console, however many portals run in it. */
const listening = new Set<OutputCapture>();
let restore: (() => void) | undefined;

/** What the process prints past the logger, on the console or straight to stdout and stderr, for what must not be in it. */
export class OutputCapture {
  readonly #printed: string[] = [];

  private constructor() {}

  /** Listens until {@link OutputCapture.end}; what is printed still appears where it did. */
  static start(): OutputCapture {
    const capture = new OutputCapture();
    listening.add(capture);
    restore ??= tap(text =>
      listening.forEach(listener => listener.#printed.push(text)),
    );
    return capture;
  }

  text(): string {
    return this.#printed.join('\n');
  }

  end(): void {
    listening.delete(this);
    if (listening.size === 0) {
      restore?.();
      restore = undefined;
    }
  }
}

/** Passes on to `note` what is printed. @returns what takes that back */
function tap(note: (text: string) => void): () => void {
  const undo: (() => void)[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write;
    stream.write = ((...args: Parameters<typeof write>) => {
      const [chunk] = args as [string | Uint8Array];
      note(
        typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'),
      );
      return write.apply(stream, args);
    }) as typeof write;
    undo.push(() => {
      stream.write = write;
    });
  }
  // Jest's console does not end in this process's stdout.
  for (const method of CONSOLE) {
    const print = console[method];
    console[method] = (...args: unknown[]) => {
      note(format(...args));
      print.apply(console, args);
    };
    undo.push(() => {
      console[method] = print;
    });
  }
  return () => undo.forEach(back => back());
}
