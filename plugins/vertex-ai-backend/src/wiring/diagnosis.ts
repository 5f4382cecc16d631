import {
  addDiagnosisRoutes,
  Doctor,
  ProjectChecks,
  PublicDocuments,
} from '../diagnosis';
import { createGoogleFetch, QuotasApi, ResourceManagerApi } from '../google';
import { CallerRate } from '../http';
import type { Issuer } from '../issuer';
import type { Credentials } from './credentials';
import type { Foundation } from './foundation';

/** The doctor with its route. */
export function createDiagnosis(
  { api, audit, clock, config, policy }: Foundation,
  { broker, actors }: Credentials,
  issuer: Issuer,
): void {
  const { google } = config;
  const timeoutMs = config.limits.googleTimeoutSeconds * 1_000;
  const resourceManager = new ResourceManagerApi({
    baseUrl: google.resourceManager,
    timeoutMs,
  });
  const doctor = new Doctor({
    broker,
    actors,
    resourceManager,
    project: new ProjectChecks({
      broker,
      resourceManager,
      quotas: new QuotasApi({
        quotas: google.quotas,
        monitoring: google.monitoring,
        timeoutMs,
      }),
      clock,
    }),
    documents: new PublicDocuments({
      issuerUrl: issuer.url,
      keyIds: async () => (await issuer.jwks()).keys.map(({ kid }) => kid),
      stsUrl: google.sts,
      fetch: createGoogleFetch(),
      now: () => clock.now(),
      timeoutMs,
    }),
    audit,
    clock,
  });
  addDiagnosisRoutes(api, {
    doctor,
    policy,
    rate: new CallerRate({
      what: 'the doctor',
      perMinute: config.limits.diagnosesPerMinute,
      clock,
    }),
  });
}
