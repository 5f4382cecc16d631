import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { startupConfig } from './startupConfig';

/** What one start took; the answer of {@link measureStart}. */
export interface StartMeasurement {
  /** From the start of the process to the answer of the readiness check. */
  readyMs: number;
  /** Processor time of the same, which other programs on the machine hardly change. */
  cpuMs: number;
  /** After a garbage collection, once the backend has been idle for a while. */
  rssMiB: number;
  /** Longest time for which nothing else could run, from readiness on. */
  longestBlockMs: number;
}

export interface StartOptions {
  port: number;
  /** Of the emulator. */
  googleUrl: string;
  /** How long the ready backend is watched. */
  idleMs: number;
}

/** Asks for what every plugin asks for, so that the backend without ours is one that could serve any. */
const emptyPlugin = createBackendPlugin({
  pluginId: 'empty',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        auditor: coreServices.auditor,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        scheduler: coreServices.scheduler,
        userInfo: coreServices.userInfo,
      },
      async init({ database, httpRouter }) {
        await database.getClient();
        httpRouter.use((_req, res) => res.end());
      },
    });
  },
});

/** Starts a backend in this process, with our plugin or without, and says what that took. Run with `--expose-gc`. */
export async function measureStart(
  withPlugin: boolean,
  { port, googleUrl, idleMs }: StartOptions,
): Promise<StartMeasurement> {
  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => new ConfigReader(startupConfig(port, googleUrl)),
    }),
  );
  backend.add(emptyPlugin);
  if (withPlugin) {
    backend.add(import('@backstage-vertex/plugin-vertex-ai-backend'));
  }
  await backend.start();
  const response = await fetch(
    `http://127.0.0.1:${port}/.backstage/health/v1/readiness`,
  );
  if (!response.ok) {
    throw new Error(`the backend is not ready: ${response.status}`);
  }
  const readyMs = performance.now();
  const { user, system } = process.cpuUsage();
  const blocks = monitorEventLoopDelay({ resolution: 10 });
  blocks.enable();
  await delay(idleMs);
  blocks.disable();
  globalThis.gc?.();
  await delay(100);
  globalThis.gc?.();
  return {
    readyMs,
    cpuMs: (user + system) / 1000,
    rssMiB: process.memoryUsage.rss() / 1024 ** 2,
    longestBlockMs: blocks.max / 1e6,
  };
}
