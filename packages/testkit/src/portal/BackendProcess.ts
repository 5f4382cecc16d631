import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Knex } from 'knex';
import type { TestDatabase } from '../database/TestDatabase';
import { LogCapture, LogLine } from './LogCapture';
import type { PortalConfig } from './portalConfig';

/** What the process is told at its start. */
export interface ProcessOrders {
  /** Path of a module whose default export is the plugin. */
  program: string;
  config: PortalConfig;
  /** How to connect to the database of each plugin. */
  databases: Record<string, Knex.Config>;
  /** By how much its clock is ahead of the machine's. */
  aheadMs: number;
}

/** What the process tells: each line of its log, and at last that it is up, or why not. */
export type ProcessNews =
  | { line: LogLine }
  | { up: true }
  | { failure: string };

/**
 * A backend in a process of its own, which really can be killed. It serves the people of the demo as they are at its start, and
 * Backstage's permission framework refuses them nothing.
 */
export class BackendProcess {
  readonly logs = new LogCapture();
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(
    { program, config, aheadMs }: Omit<ProcessOrders, 'databases'>,
    database: TestDatabase,
  ): Promise<BackendProcess> {
    const orders: ProcessOrders = {
      program,
      config,
      aheadMs,
      databases: { 'vertex-ai': await database.configOf('vertex-ai') },
    };
    const child = fork(require.resolve('./backendProcess.child.ts'), {
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const running = new BackendProcess(child);
    child.send(orders);
    await running.#untilUp();
    return running;
  }

  /** In good order: it is told to end, as by an operator. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** By SIGKILL: from one moment to the next, whatever it was doing. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode === null && signalCode === null) {
      const exit = once(this.#child, 'exit');
      this.#child.kill(signal);
      await exit;
    }
  }

  #untilUp(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#child.on('message', (news: ProcessNews) => {
        if ('line' in news) {
          this.logs.add(news.line);
        } else if ('failure' in news) {
          reject(new Error(`The backend did not start: ${news.failure}`));
        } else if ('up' in news) {
          resolve();
        }
        // The loader of TypeScript tells which files it read.
      });
      this.#child.once('error', reject);
      this.#child.once('exit', code =>
        reject(new Error(`The backend ended with exit code ${code}.`)),
      );
    });
  }
}
