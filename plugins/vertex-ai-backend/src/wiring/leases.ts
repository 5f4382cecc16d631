import {
  AccessNews,
  addLeaseRoutes,
  Checkouts,
  createRenewalRouter,
  EndingRights,
  EndingService,
  Leases,
  openRenewalPath,
  Renewals,
} from '../leases';
import type { Issuer } from '../issuer';
import type { Credentials } from './credentials';
import type { Foundation } from './foundation';
import type { StepUp } from './stepUp';
import type { Services } from './services';

interface Parts {
  foundation: Foundation;
  credentials: Credentials;
  issuer: Issuer;
  stepUp: StepUp;
}

/** Leases and endings, with their routes. */
export function createLeases(services: Services, parts: Parts): void {
  const { access, api, endings, policy } = parts.foundation;
  const { actors, leases } = parts.credentials;
  const service = new EndingService({
    ...endings,
    leases,
    access,
    rights: new EndingRights({ access, policy }),
    news: new AccessNews({ ...services, policy }),
    actors,
    policy,
  });
  addLeaseRoutes(api, {
    endings: service,
    leases: new Leases({ store: leases, access }),
    checkouts: createCheckouts(services, parts),
  });
  addRenewals(services, parts);
}

function createCheckouts(
  { discovery }: Services,
  { foundation, credentials, stepUp }: Parts,
): Checkouts {
  const { config, endings } = foundation;
  const checkouts = new Checkouts({
    ...foundation,
    gate: endings.watch,
    credentials: credentials.broker,
    grants: stepUp.grants,
    google: config.google,
    assertionTtlSeconds: config.issuer.assertionTtlSeconds,
    baseUrl: () => discovery.getExternalBaseUrl('vertex-ai'),
  });
  stepUp.register('checkout', async ({ caller, subject }) => ({
    intent: checkouts.intent({
      actor: caller.actor,
      environment: subject.environment,
      request: subject.request,
    }),
    environment: subject.environment,
    action: 'credential.checkout',
  }));
  return checkouts;
}

function addRenewals(
  { httpRouter, logger }: Services,
  { foundation, credentials, issuer, stepUp }: Parts,
): void {
  const renewals = new Renewals({
    ...foundation,
    ...credentials,
    gate: foundation.endings.watch,
    evidence: stepUp.evidence,
    issuer,
  });
  httpRouter.use(createRenewalRouter(renewals, logger));
  openRenewalPath(httpRouter);
}
