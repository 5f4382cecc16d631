import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Identity } from '../__testUtils__/startIdentity';
import { Actor, newCorrelationId } from '../core';
import { Actors } from '../credentials';
import { Policy } from '../policy';
import { EvidenceArchive, Grants } from '../stepup';
import { Checkouts } from './Checkouts';
import { Renewals } from './Renewals';

const HOUR_MS = 3_600_000;

let identity: Identity;
let checkouts: Checkouts;
let renewals: Renewals;

beforeEach(async () => {
  identity = await Identity.start({
    configure: ({ vertexAi: { environments } }) => {
      environments.dev.checkout = {
        roles: ['predictor'],
        maxLifetimeMinutes: 480,
      };
      // Nobody predicts who is not of the department, deployers included.
      environments.dev.access = {
        predictor: { claims: { department: ['fraud'] } },
      };
    },
  });
  const { database, audit, clock, watch: gate, leases } = identity;
  const shared = {
    database,
    audit,
    clock,
    gate,
    policy: new Policy(identity.config),
  };
  checkouts = new Checkouts({
    ...shared,
    credentials: identity.broker,
    grants: new Grants(shared),
    google: identity.config.google,
    assertionTtlSeconds: 600,
    baseUrl: async () => 'http://127.0.0.1/api/vertex-ai',
  });
  renewals = new Renewals({
    ...shared,
    leases,
    evidence: new EvidenceArchive(shared),
    issuer: identity.issuer,
    actors: new Actors({
      clock,
      claimsMaxAgeMs: 2 * HOUR_MS,
      auth: mockServices.auth(),
      catalog: catalogServiceMock({ entities: identity.org.entities() }),
    }),
  });
});

afterEach(() => identity.stop());

const dana = (): Actor => ({
  ...identity.actor('dana'),
  claims: {
    values: { department: 'fraud', phone: '+49 30 1' },
    verifiedAt: identity.clock.now(),
  },
});

async function checkOut() {
  const { lease, configuration } = await checkouts.checkOut({
    actor: dana(),
    environment: 'dev',
    request: {
      role: 'predictor',
      lifetimeMinutes: 480,
      reason: 'a notebook',
      renewable: true,
    },
    correlationId: newCorrelationId(),
  });
  const { headers } = (configuration as any).credential_source;
  return () =>
    renewals.renew({
      lease: lease.id,
      secret: Object.values<string>(headers)[0],
      correlationId: newCorrelationId(),
    });
}

it('rests on the claims of the sign-in that the check-out rested on, as long as those count', async () => {
  const renew = await checkOut();
  identity.advance(2 * HOUR_MS - 60_000);
  expect((await renew()).assertion.claims).toMatchObject({
    sub: dana().ref,
    env_role: 'dev:predictor',
  });
  identity.advance(2 * 60_000);
  await expect(renew()).rejects.toMatchObject({ code: 'role_missing' });
});

it('keeps of the sign-in only what a rule has asked for', async () => {
  await checkOut();
  const [{ claims }] = await identity.database
    .db('leases')
    .where({ used_for: 'checkout' });
  expect(JSON.parse(claims).values).toEqual({ department: 'fraud' });
});
