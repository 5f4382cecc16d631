import { ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './paths';

const PORTAL_BACKEND = 'http://localhost:7007';
const READY_WITHIN_MS = 120_000;

/**
 * Another backend of the same portal, with another configuration: what the portal would be after an operator changed it.
 *
 * It believes to be at the portal's own address, and only a browser with its flag finds it there.
 */
export class OtherBackend {
  readonly #child: ChildProcess;
  readonly #directory: string;
  readonly #url: string;
  #output = '';

  private constructor(child: ChildProcess, directory: string, port: number) {
    this.#child = child;
    this.#directory = directory;
    this.#url = `http://localhost:${port}`;
    const collect = (chunk: Buffer) => {
      this.#output = `${this.#output}${chunk}`.slice(-4000);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
  }

  /** @param changes configuration by path, for instance `{ 'app.title': 'Other' }` */
  static async start(changes: Record<string, string>): Promise<OtherBackend> {
    const directory = await mkdtemp(join(tmpdir(), 'other-backend-'));
    const port = await freePort();
    const config = {
      'backend.listen.port': String(port),
      'backend.database.connection.directory': directory,
      ...changes,
    };
    const child = spawn(
      process.execPath,
      [
        // The scaffolder's sandbox wants it.
        '--no-node-snapshot',
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        'src/index.ts',
        '--config',
        '../../app-config.yaml',
      ],
      {
        cwd: join(root, 'packages/backend'),
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          NODE_ENV: 'development',
          ...environmentOf(config),
        },
      },
    );
    const backend = new OtherBackend(child, directory, port);
    try {
      await backend.#untilReady();
    } catch (error) {
      await backend.stop();
      throw error;
    }
    return backend;
  }

  /** Flag of a Chromium that finds this backend where the portal's is, also when it is redirected there. */
  get browserFlag(): string {
    const { host } = new URL(PORTAL_BACKEND);
    const { host: here } = new URL(this.#url);
    return `--host-resolver-rules=MAP ${host} ${here}`;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = new Promise(done => {
        this.#child.once('close', done);
      });
      this.#child.kill('SIGKILL');
      await ended;
    }
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #untilReady(): Promise<void> {
    const deadlineMs = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadlineMs && this.#child.exitCode === null) {
      const answer = await fetch(
        `${this.#url}/.backstage/health/v1/readiness`,
      ).catch(() => undefined);
      if (answer?.ok) {
        return;
      }
      await delay(250);
    }
    throw new Error(`The other backend did not start:\n${this.#output}`);
  }
}

/** The variables by which Backstage takes configuration from the environment. */
function environmentOf(config: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).map(([path, value]) => [
      `APP_CONFIG_${path.replaceAll('.', '_')}`,
      value,
    ]),
  );
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? done(address.port)
          : fail(new Error('no free port')),
      );
    });
  });
}
