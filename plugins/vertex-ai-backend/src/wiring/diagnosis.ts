import { addDiagnosisRoutes, Doctor, PublicDocuments } from '../diagnosis';
import { createGoogleFetch, ResourceManagerApi } from '../google';
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
  const doctor = new Doctor({
    broker,
    actors,
    resourceManager: new ResourceManagerApi({
      baseUrl: google.resourceManager,
      timeoutMs,
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
  addDiagnosisRoutes(api, { doctor, policy });
}
