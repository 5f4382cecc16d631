import { AuditLog, mirrorToAuditor } from '../audit';
import { readConfig, VertexAiConfig } from '../config';
import { Clock } from '../core';
import { NewestClaims } from '../credentials';
import { Database } from '../db';
import {
  Api,
  Callers,
  ClaimsSource,
  EnvironmentAccess,
  SignInClaimsReader,
} from '../http';
import { EndingStore, EndingWatch } from '../leases';
import { claimsAskedFor, Policy } from '../policy';
import type { Services } from './services';

/** What every slice is built on. */
export interface Foundation {
  config: VertexAiConfig;
  clock: Clock;
  database: Database;
  audit: AuditLog;
  policy: Policy;
  newestClaims: NewestClaims;
  access: EnvironmentAccess;
  endings: { store: EndingStore; watch: EndingWatch };
  api: Api;
}

/** Reads the configuration before anything else, so that a mistake in it leaves nothing half built. */
export async function createFoundation(
  services: Services,
): Promise<Foundation> {
  const config = readConfig(services.config);
  const database = await Database.create(services.database);
  const audit = new AuditLog(
    database,
    services.clock,
    mirrorToAuditor(services.auditor, services.logger),
  );
  const policy = new Policy(config);
  const access = EnvironmentAccess.create({ ...services, policy });
  const endings = await createEndings(services, { database, audit });
  const newestClaims = new NewestClaims(database);
  const api = new Api({
    callers: new Callers({
      ...services,
      claims: claimsSource(services, config, newestClaims),
    }),
    access,
    policy,
    gate: endings.watch,
    audit,
    auditor: services.auditor,
    logger: services.logger,
  });
  return {
    config,
    clock: services.clock,
    database,
    audit,
    policy,
    newestClaims,
    access,
    endings,
    api,
  };
}

/** A request whose claims cannot be written down fails: a later one could rest on older ones. */
function claimsSource(
  services: Services,
  config: VertexAiConfig,
  newest: NewestClaims,
): ClaimsSource {
  const reader = new SignInClaimsReader(
    services,
    claimsAskedFor(config.environments.values()),
  );
  return {
    async of(request, credentials) {
      const reading = await reader.of(request, credentials);
      if (reading.claims) {
        const { userEntityRef } = credentials.principal;
        await newest.remember(userEntityRef, reading.claims);
      }
      return reading;
    },
  };
}

/** What is ended is known before the first request. */
async function createEndings(
  { clock, lifecycle, logger }: Services,
  { database, audit }: Pick<Foundation, 'database' | 'audit'>,
): Promise<Foundation['endings']> {
  const store = new EndingStore({ database, audit, clock });
  const watch = new EndingWatch({ store, logger });
  lifecycle.addShutdownHook(() => watch.stop());
  await watch.start();
  return { store, watch };
}
