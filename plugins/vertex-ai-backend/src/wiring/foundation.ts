import { AuditLog, mirrorToAuditor } from '../audit';
import { readConfig, VertexAiConfig } from '../config';
import { Clock } from '../core';
import { Database } from '../db';
import { Api, Callers, EnvironmentAccess, SignInClaimsReader } from '../http';
import { claimsAskedFor, Policy } from '../policy';
import type { Services } from './services';

/** What every slice is built on. */
export interface Foundation {
  config: VertexAiConfig;
  clock: Clock;
  database: Database;
  audit: AuditLog;
  policy: Policy;
  access: EnvironmentAccess;
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
  const api = new Api({
    callers: new Callers({
      ...services,
      claims: new SignInClaimsReader(
        services,
        claimsAskedFor(config.environments.values()),
      ),
    }),
    access,
    policy,
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
    access,
    api,
  };
}
