import { VertexAiClient } from '@backstage-vertex/plugin-vertex-ai-common';
import {
  demoSeed,
  Emulator,
  EmulatorClock,
  EmulatorSeed,
  startEmulator,
} from '@backstage-vertex/google-emulator';
import { BackendFeature } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import type { DatabaseConnection } from '../database/DatabaseConnection';
import { DatabaseKind, TestDatabase } from '../database/TestDatabase';
import { dumpDatabase } from '../database/dumpDatabase';
import { BackendProcess } from './BackendProcess';
import { freePort } from './freePort';
import { GoogleLink } from './GoogleLink';
import { LogLine } from './LogCapture';
import { Organisation } from './Organisation';
import { OutputCapture } from './OutputCapture';
import { PortalConfig, portalConfig } from './portalConfig';
import { Permissions, RunningBackend, SignInKind } from './RunningBackend';

export interface PortalOptions {
  /** The plugin, and whatever else shall run beside it. */
  features?: readonly BackendFeature[];
  /** Default SQLite. */
  database?: DatabaseKind;
  /** Default `allowAll`: what Backstage's permission framework says; the plugin's own policy is always real. */
  permissions?: Permissions;
  /** Default `mocked`. */
  signIn?: SignInKind;
  /** Changes the configuration before the first start. */
  configure?(config: PortalConfig): void;
  /** Changes the world of the emulator before it starts. */
  seed?(seed: EmulatorSeed): void;
  /**
   * Path of a module whose default export is the plugin: it then runs in a process of its own, instead of `features`. The clock of that
   * process is set when it starts and goes on by itself.
   */
  program?: string;
  /** Milliseconds of the clock for each deployment stage. 0 (default): operations finish on the next poll. */
  stageDurationMs?: number;
}

/** One more backend of the same portal: same database, same Google, same issuer, another port. */
export interface Replica {
  url: string;
  as(person: string): VertexAiClient;
  kill(): Promise<void>;
}

/** A real portal: backend, database, Google emulator, one clock for all, and the people of the demo. */
export class Portal {
  /** `http://127.0.0.1:PORT`, the same after a restart. */
  readonly url: string;
  readonly clock: EmulatorClock;
  readonly org = new Organisation();
  readonly emulator: Emulator;
  /** What every caller of this portal was answered, headers and body, for what must not be in it. */
  readonly responses: string[] = [];
  readonly #options: PortalOptions;
  readonly #database: TestDatabase;
  readonly #tokens = new Set<string>();
  /** In the order in which they replaced one another. */
  readonly #backends: (RunningBackend | BackendProcess)[] = [];
  readonly #replicas: (RunningBackend | BackendProcess)[] = [];
  readonly #output = OutputCapture.start();
  /** A connection of ours to the database of each plugin. */
  readonly #observers = new Map<string, Promise<DatabaseConnection>>();

  private constructor(parts: {
    options: PortalOptions;
    url: string;
    emulator: Emulator;
    database: TestDatabase;
  }) {
    this.#options = parts.options;
    this.url = parts.url;
    this.emulator = parts.emulator;
    this.clock = parts.emulator.clock;
    this.#database = parts.database;
  }

  static async start(options: PortalOptions): Promise<Portal> {
    const url = `http://127.0.0.1:${await freePort()}`;
    const seed = demoSeed({ issuer: `${url}/api/vertex-ai/issuer` });
    options.seed?.(seed);
    const emulator = await startEmulator({
      seed,
      clock: new EmulatorClock(),
      stageDurationMs: options.stageDurationMs,
    });
    const database = new TestDatabase(options.database);
    const portal = new Portal({ options, url, emulator, database });
    try {
      await portal.#startBackend();
    } catch (error) {
      await portal.stop();
      throw error;
    }
    return portal;
  }

  get issuerUrl(): string {
    return `${this.url}/api/vertex-ai/issuer`;
  }

  /** Everything that was logged since the start, over all restarts. */
  get logs(): LogLine[] {
    return [...this.#backends, ...this.#replicas].flatMap(
      ({ logs }) => logs.lines,
    );
  }

  /** Every assertion and access token that was seen between the backend and Google. */
  get tokens(): ReadonlySet<string> {
    return this.#tokens;
  }

  /** The client of a person: `dana`, `amir`, `sofia`, `victor`, or any user entity ref. */
  as(person: string): VertexAiClient {
    return this.#client(this.url, this.#userToken(person));
  }

  /** The client of a service: `plugin:catalog`, `external:ci`. */
  asService(subject: string): VertexAiClient {
    return this.#client(this.url, this.#serviceToken(subject));
  }

  /** The client of whoever has this Backstage token. */
  withToken(token: string): VertexAiClient {
    return this.#client(this.url, token);
  }

  /** A request below `/api/vertex-ai`; without `as` it carries no credentials. */
  async fetch(
    path: string,
    init: RequestInit & { as?: string; asService?: string } = {},
  ): Promise<Response> {
    const { as, asService, ...rest } = init;
    const headers = new Headers(rest.headers);
    const token = as
      ? this.#userToken(as)
      : asService && this.#serviceToken(asService);
    if (token) {
      headers.set('authorization', `Bearer ${token}`);
    }
    return this.#fetch(`${this.url}/api/vertex-ai${path}`, {
      ...rest,
      headers,
    });
  }

  /** A connection to the plugin's database that is not the plugin's. */
  async db(): Promise<Knex> {
    return this.#observe('vertex-ai');
  }

  /** Starts one more backend beside the first. On PostgreSQL only, as in production. */
  async startReplica(): Promise<Replica> {
    if (this.#database.kind !== 'POSTGRES_18') {
      throw new Error('Several backends need PostgreSQL; SQLite has one.');
    }
    const url = `http://127.0.0.1:${await freePort()}`;
    const backend = await this.#start(url);
    this.#replicas.push(backend);
    return {
      url,
      as: person => this.#client(url, this.#userToken(person)),
      kill: () => backend.kill(),
    };
  }

  /** Kills the backend and starts another on the same database, the same emulator and the same URL. */
  async restart(): Promise<void> {
    await this.kill();
    await this.#startBackend();
  }

  /** Kills the backend. {@link Portal.restart} brings another. */
  async kill(): Promise<void> {
    await this.#backends[this.#backends.length - 1]?.kill();
  }

  async stop(): Promise<void> {
    await Promise.all(
      [...this.#backends.slice(-1), ...this.#replicas].map(backend =>
        backend.stop(),
      ),
    );
    await this.emulator.stop();
    await this.#database.drop();
    this.#output.end();
  }

  /**
   * Where a token was found that must be in memory only: in the log, in what was printed, in the database of whichever plugin, or in
   * an answer. Empty when all is well.
   */
  async findTokens(): Promise<string[]> {
    const places: [string, string][] = [
      ...[...this.#backends, ...this.#replicas].map<[string, string]>(
        ({ logs }) => ['log', logs.text()],
      ),
      ['output', this.#output.text()],
      ...this.responses.map<[string, string]>(text => ['response', text]),
    ];
    for (const plugin of this.#database.plugins()) {
      const tables = await dumpDatabase(await this.#observe(plugin));
      for (const [table, rows] of Object.entries(tables)) {
        places.push([`table ${plugin}/${table}`, JSON.stringify(rows)]);
      }
    }
    return [...this.#tokens].flatMap(token =>
      places
        .filter(([, text]) => text.includes(token))
        .map(([place]) => `${token.slice(0, 12)}… in ${place}`),
    );
  }

  async #observe(pluginId: string): Promise<Knex> {
    let observer = this.#observers.get(pluginId);
    if (!observer) {
      observer = this.#database.connect(pluginId);
      this.#observers.set(pluginId, observer);
    }
    return (await observer).knex;
  }

  async #startBackend(): Promise<void> {
    this.#backends.push(await this.#start(this.url));
  }

  async #start(url: string): Promise<RunningBackend | BackendProcess> {
    const link = await GoogleLink.open(this.emulator.url, this.#tokens);
    const config = portalConfig({ portal: url, google: link.url });
    config.vertexAi.issuer.url = this.issuerUrl;
    this.#options.configure?.(config);
    const { program, features = [] } = this.#options;
    if (program) {
      const aheadMs = this.clock.now().getTime() - Date.now();
      return BackendProcess.start({ program, config, aheadMs }, this.#database);
    }
    return RunningBackend.start({
      features,
      config,
      database: this.#database,
      clock: this.clock,
      org: this.org,
      permissions: this.#options.permissions ?? 'allowAll',
      signIn: this.#options.signIn,
      link,
    });
  }

  #client(url: string, token: string): VertexAiClient {
    return new VertexAiClient({
      baseUrl: `${url}/api/vertex-ai`,
      fetch: (input, init) => {
        const headers = new Headers(init?.headers);
        headers.set('authorization', `Bearer ${token}`);
        return this.#fetch(String(input), { ...init, headers });
      },
    });
  }

  #userToken(person: string): string {
    return mockCredentials.user.token(this.org.refOf(person));
  }

  #serviceToken(subject: string): string {
    return mockCredentials.service.token({
      onBehalfOf: mockCredentials.service(subject),
      targetPluginId: 'vertex-ai',
    });
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const response = await fetch(url, init);
    const text = await response.text();
    this.responses.push(`${JSON.stringify([...response.headers])}\n${text}`);
    return new Response([204, 304].includes(response.status) ? null : text, {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
    });
  }
}

/** Starts a portal. Stop it in `afterEach` or `afterAll`. */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  return Portal.start(options);
}
