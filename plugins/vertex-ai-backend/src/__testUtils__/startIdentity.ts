import {
  demoSeed,
  Emulator,
  EmulatorClock,
  EmulatorSeed,
  startEmulator,
} from '@backstage-vertex/google-emulator';
import {
  DatabaseKind,
  freePort,
  GoogleLink,
  LogCapture,
  Organisation,
  PortalConfig,
  portalConfig,
  TestDatabase,
} from '@backstage-vertex/testkit';
import type { Handshake } from '@backstage-vertex/plugin-vertex-ai-common';
import type { IssuerSigner } from '@backstage-vertex/plugin-vertex-ai-node';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import express from 'express';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AuditLog } from '../audit';
import { readConfig, VertexAiConfig } from '../config';
import { Actor } from '../core';
import {
  Actors,
  createManagedIdentity,
  createStrategies,
  CredentialBroker,
  HandshakeStore,
  OidcVerifier,
  Revocations,
} from '../credentials';
import { Database } from '../db';
import { createGoogleFetch, TokenHttp } from '../google';
import { createIssuerRouter, DatabaseSigner, Issuer, KeyRing } from '../issuer';
import { EndingStore, EndingWatch, LeaseStore } from '../leases';
import { Policy, rolesOf } from '../policy';

export interface IdentityOptions {
  database?: DatabaseKind;
  configure?(config: PortalConfig): void;
  seed?(seed: EmulatorSeed): void;
}

/**
 * Issuer and broker alone, with everything real around them: for what cannot be steered finely enough through the whole portal. The
 * wall clock is the emulator's, the forward clock is `monotonic`.
 */
export class Identity {
  readonly logs = new LogCapture();
  readonly org = new Organisation();
  readonly monotonic = { ms: 1_000_000 };
  /** What App Service would put into the environment of the process; empty elsewhere. Read by `newBroker`. */
  azure: { IDENTITY_ENDPOINT?: string; IDENTITY_HEADER?: string } = {};
  readonly clock: EmulatorClock;
  readonly config: VertexAiConfig;
  readonly emulator: Emulator;
  readonly link: GoogleLink;
  readonly database: Database;
  readonly audit: AuditLog;
  readonly handshakes: HandshakeStore;
  readonly leases: LeaseStore;
  readonly endings: EndingStore;
  readonly watch: EndingWatch;
  readonly #testDatabase: TestDatabase;
  readonly #rings = new Map<Issuer, KeyRing>();
  issuer!: Issuer;
  broker!: CredentialBroker;
  #closeIssuer!: () => Promise<void>;

  private constructor(parts: {
    config: VertexAiConfig;
    emulator: Emulator;
    link: GoogleLink;
    testDatabase: TestDatabase;
    database: Database;
  }) {
    this.config = parts.config;
    this.emulator = parts.emulator;
    this.clock = parts.emulator.clock;
    this.link = parts.link;
    this.#testDatabase = parts.testDatabase;
    this.database = parts.database;
    this.audit = new AuditLog(parts.database, this.clock);
    this.leases = new LeaseStore({
      database: parts.database,
      clock: this.clock,
    });
    this.handshakes = new HandshakeStore(
      parts.database,
      this.audit,
      (tx, handshake) => this.leases.recordMint(tx, handshake),
    );
    this.endings = new EndingStore({
      database: parts.database,
      audit: this.audit,
      clock: this.clock,
    });
    // Not started: it looks when it is asked.
    this.watch = new EndingWatch({
      store: this.endings,
      logger: this.logs.logger(),
    });
  }

  static async start(options: IdentityOptions): Promise<Identity> {
    const url = `http://127.0.0.1:${await freePort()}`;
    const seed = demoSeed({ issuer: `${url}/issuer` });
    options.seed?.(seed);
    const emulator = await startEmulator({ seed, clock: new EmulatorClock() });
    const link = await GoogleLink.open(emulator.url);
    const raw = portalConfig({ portal: url, google: link.url });
    raw.vertexAi.issuer.url = `${url}/issuer`;
    options.configure?.(raw);
    const testDatabase = new TestDatabase(options.database);
    const { knex } = await testDatabase.connect('vertex-ai');
    const identity = new Identity({
      config: readConfig(new ConfigReader(raw)),
      emulator,
      link,
      testDatabase,
      database: await Database.create({ getClient: async () => knex }),
    });
    identity.issuer = await identity.newIssuer();
    identity.broker = identity.newBroker();
    await identity.#publish(Number(new URL(url).port));
    return identity;
  }

  /** The issuer of another replica on the same database. */
  async newIssuer(
    signer: IssuerSigner = new DatabaseSigner(this.database, this.clock),
  ): Promise<Issuer> {
    const { rotationHours, publishMinutes } = this.config.issuer.keys;
    const keys = await KeyRing.create({
      database: this.database,
      audit: this.audit,
      clock: this.clock,
      signer,
      logger: this.logs.logger(),
      schedule: {
        rotationMs: rotationHours * 3_600_000,
        publishMs: publishMinutes * 60_000,
      },
    });
    const issuer = new Issuer({
      config: this.config.issuer,
      keys,
      signer,
      clock: this.clock,
    });
    this.#rings.set(issuer, keys);
    return issuer;
  }

  /** The keys of an issuer, for an emergency. */
  keysOf(issuer: Issuer): KeyRing {
    return this.#rings.get(issuer)!;
  }

  newBroker(): CredentialBroker {
    const policy = new Policy(this.config);
    const timeoutMs = this.config.limits.googleTimeoutSeconds * 1_000;
    const http = new TokenHttp({ timeoutMs });
    return new CredentialBroker({
      environment: name => policy.environment(name),
      rolesOf,
      issuerUrl: this.issuer.url,
      strategies: createStrategies({
        issuer: this.issuer,
        clock: this.clock,
        google: this.config.google,
        http,
        people: new Actors({
          clock: this.clock,
          claimsMaxAgeMs: 0,
          auth: mockServices.auth(),
          catalog: catalogServiceMock({ entities: this.org.entities() }),
        }),
        oidc: new OidcVerifier({
          clock: this.clock,
          fetch: createGoogleFetch(),
          timeoutMs,
        }),
        azure: createManagedIdentity(this.azure, timeoutMs),
      }),
      gate: this.watch,
      revocations: new Revocations({
        endingOf: subject => this.watch.holding(subject),
        http,
        google: this.config.google,
        database: this.database,
        audit: this.audit,
        clock: this.clock,
        logger: this.logs.logger(),
        alsoRecord: (tx, dead) => this.leases.recordDead(tx, dead),
      }),
      handshakes: this.handshakes,
      clock: this.clock,
      logger: this.logs.logger(),
      monotonicMs: () => this.monotonic.ms,
    });
  }

  /** The records of the walks of one request, in their order. */
  async handshakesOf(correlationId: string): Promise<Handshake[]> {
    const rows = await this.database
      .db('handshakes')
      .where({ correlation_id: correlationId })
      .orderBy('id');
    return rows.map(({ record }) => JSON.parse(record));
  }

  actor(person: string): Actor {
    const ref = this.org.refOf(person);
    return { kind: 'user', ref, groups: this.org.ownershipOf(ref) };
  }

  /** Both clocks, as time passes. */
  advance(ms: number): void {
    this.clock.advance(ms);
    this.monotonic.ms += ms;
  }

  exchanges(): number {
    return this.emulator.journal.entries({ service: 'sts' }).length;
  }

  async stop(): Promise<void> {
    await this.#closeIssuer();
    await this.link.cut();
    await this.emulator.stop();
    await this.#testDatabase.drop();
  }

  async #publish(port: number): Promise<void> {
    const app = express();
    app.use((request, response, next) =>
      createIssuerRouter(this.issuer, { maxAgeSeconds: 60 })(
        request,
        response,
        next,
      ),
    );
    const server = createServer(app);
    await new Promise<void>(resolve => {
      server.listen(port, '127.0.0.1', resolve);
    });
    this.#closeIssuer = () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    if ((server.address() as AddressInfo).port !== port) {
      throw new Error(`the issuer did not get port ${port}`);
    }
  }
}
