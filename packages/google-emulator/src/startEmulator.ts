import { Express } from 'express';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { adminRouter } from './admin/adminRouter';
import { EmulatorClock } from './core/EmulatorClock';
import { LOOPBACK_HOSTS } from './core/loopback';
import { createApp } from './http/createApp';
import { GoogleServer } from './http/GoogleServer';
import { World } from './http/Route';
import { ROUTES } from './http/routes';
import { Policy } from './iam/Policy';
import { Journal } from './journal/Journal';
import { Operations } from './operations/Operations';
import { Predictors } from './prediction/Predictors';
import { Scenarios } from './scenarios/Scenarios';
import { demoSeed } from './seed/demoSeed';
import { EmulatorSeed } from './seed/EmulatorSeed';
import { AuthorizationCodes } from './services/oauth2/AuthorizationCodes';
import { SigningKey } from './services/iamcredentials/SigningKey';
import { IssuerKeys } from './services/sts/IssuerKeys';
import { EmulatorState } from './state/EmulatorState';
import { StateFile } from './state/StateFile';

export interface EmulatorOptions {
  /** 0 (default) takes a free port. */
  port?: number;
  /** A loopback name or address; default 127.0.0.1. Anything else is refused. */
  host?: string;
  /** Default demoSeed(). Ignored when the state file exists. */
  seed?: EmulatorSeed;
  /** Default: real time. */
  clock?: EmulatorClock;
  /** Keeps the state over a restart. */
  stateFile?: string;
  /** Milliseconds of the emulator's clock per deployment stage. 0 (default): operations finish on the next poll. */
  stageDurationMs?: number;
  /** Regions that get a port of their own besides the common one, which serves all locations by path. */
  regions?: string[];
}

export interface Emulator {
  /** `http://127.0.0.1:PORT` */
  url: string;
  port: number;
  /** Port of each region in `options.regions`. */
  regionPorts: Record<string, number>;
  clock: EmulatorClock;
  journal: Journal;
  scenarios: Scenarios;
  state: EmulatorState;
  /** Ends every connection, also those that a scenario keeps waiting. */
  stop(): Promise<void>;
}

/**
 * Starts the emulated Google APIs on one loopback port. Rejects with one clear sentence when it cannot, and always when
 * NODE_ENV is `production`.
 */
export async function startEmulator(
  options: EmulatorOptions = {},
): Promise<Emulator> {
  const host = options.host ?? '127.0.0.1';
  refuseExposure(host);
  const clock = options.clock ?? new EmulatorClock();
  const file = options.stateFile ? new StateFile(options.stateFile) : undefined;
  const stored = file?.read();
  const state = stored
    ? EmulatorState.fromSnapshot(stored)
    : EmulatorState.fromSeed(options.seed ?? demoSeed(), clock.now());
  const journal = new Journal();
  const scenarios = new Scenarios(ROUTES.map(route => route.method));
  const regionPorts: Record<string, number> = {};
  const google = new GoogleServer({
    world: createWorld({
      clock,
      state,
      stageDurationMs: options.stageDurationMs ?? 0,
    }),
    journal,
    scenarios,
    persist: () => file?.write(state.snapshot()),
    regionOfPort: port =>
      Object.keys(regionPorts).find(region => regionPorts[region] === port),
  });
  const app = createApp(
    google,
    adminRouter({ clock, journal, scenarios, state }),
  );
  const servers = [await listen(app, options.port ?? 0, host)];
  for (const region of options.regions ?? []) {
    const server = await listen(app, 0, host);
    servers.push(server);
    regionPorts[region] = portOf(server);
  }
  const port = portOf(servers[0]);
  const name = host === '::1' ? '[::1]' : host;
  return {
    url: `http://${name}:${port}`,
    port,
    regionPorts,
    clock,
    journal,
    scenarios,
    state,
    stop: async () => {
      await Promise.all(servers.map(stop));
    },
  };
}

/** Throws in production, and for a host that others can reach: the emulator hands out tokens to whoever asks. */
function refuseExposure(host: string): void {
  if (process.env.NODE_ENV === 'production') {
    throw new Error(
      'The Google emulator is for development and tests: it refuses to start with NODE_ENV=production.',
    );
  }
  if (!LOOPBACK_HOSTS.includes(host)) {
    throw new Error(
      `The Google emulator accepts loopback hosts only (${LOOPBACK_HOSTS.join(
        ', ',
      )}), not "${host}": it hands out tokens to whoever can reach it.`,
    );
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function createWorld(parts: {
  clock: EmulatorClock;
  state: EmulatorState;
  stageDurationMs: number;
}): World {
  const { clock, state } = parts;
  return {
    clock,
    state,
    policy: new Policy(state),
    operations: new Operations(parts),
    predictors: new Predictors(state),
    issuerKeys: new IssuerKeys(clock),
    signingKey: new SigningKey(),
    authorizationCodes: new AuthorizationCodes(),
  };
}

function listen(app: Express, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(app);
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Port ${port} on ${host} is taken by another program. Stop it, or choose another port for the Google emulator.`,
              { cause: error },
            )
          : error,
      );
    });
    server.listen(port, host, () => resolve(server));
  });
}

function stop(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
