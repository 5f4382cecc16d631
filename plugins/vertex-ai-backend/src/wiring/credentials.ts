import {
  Actors,
  createManagedIdentity,
  createStrategies,
  CredentialBroker,
  HandshakeStore,
  OidcVerifier,
  Revocations,
} from '../credentials';
import { createGoogleFetch, TokenHttp } from '../google';
import type { Ending } from '@backstage-vertex/plugin-vertex-ai-common';
import { toNumber } from '../db';
import type { Issuer } from '../issuer';
import { LeaseStore } from '../leases';
import { rolesOf } from '../policy';
import type { Foundation } from './foundation';
import type { Services } from './services';

/** How the rest of the plugin comes by Google credentials, and by the people behind stored refs. */
export interface Credentials {
  broker: CredentialBroker;
  actors: Actors;
  handshakes: HandshakeStore;
  leases: LeaseStore;
}

export function createCredentials(
  services: Services,
  foundation: Foundation,
  issuer: Issuer,
): Credentials {
  const { config, clock, database, audit, policy, endings } = foundation;
  const leases = new LeaseStore({ database, clock });
  const handshakes = new HandshakeStore(database, audit, (tx, handshake) =>
    leases.recordMint(tx, handshake),
  );
  const actors = new Actors({
    ...services,
    newestClaims: foundation.newestClaims,
    claimsMaxAgeMs: config.limits.claimsMaxAgeHours * 3_600_000,
  });
  const timeoutMs = config.limits.googleTimeoutSeconds * 1_000;
  const http = new TokenHttp({ timeoutMs });
  const revocations = new Revocations({
    ...foundation,
    endingOf: subject => endings.watch.holding(subject),
    http,
    google: config.google,
    logger: services.logger,
    alsoRecord: (tx, dead) => leases.recordDead(tx, dead),
  });
  services.lifecycle.addShutdownHook(() => revocations.stop());
  const broker = new CredentialBroker({
    environment: name => policy.environment(name),
    rolesOf,
    issuerUrl: issuer.url,
    strategies: createStrategies({
      issuer,
      clock,
      google: config.google,
      http,
      people: actors,
      oidc: new OidcVerifier({ clock, fetch: createGoogleFetch(), timeoutMs }),
      azure: createManagedIdentity(process.env, timeoutMs),
    }),
    gate: endings.watch,
    revocations,
    handshakes,
    clock,
    logger: services.logger,
  });
  obeyEndings({
    endings,
    leases,
    logger: services.logger,
    broker,
    revocations,
  });
  return { broker, actors, handshakes, leases };
}

/** What is in memory here is thrown away, and what Google can revoke is revoked. */
function obeyEndings({
  endings,
  leases,
  logger,
  broker,
  revocations,
}: Pick<Foundation, 'endings'> &
  Pick<Credentials, 'leases' | 'broker'> &
  Pick<Services, 'logger'> & { revocations: Revocations }): void {
  endings.watch.onEnded(ending => {
    const { scope, actor, environment } = ending;
    if (scope === 'everything') {
      broker.end({ all: true });
    } else if (scope === 'environment') {
      broker.end({ environment: environment! });
    } else if (scope === 'actor') {
      broker.end({ actor: actor!, environment });
    } else {
      // Of one lease, that it is over is seen when it is handed out the next time.
      revokeLease(ending, { leases, revocations }).catch(error =>
        logger.warn(
          `The token of lease ${ending.lease} could not be revoked: ${error?.message}`,
        ),
      );
    }
    revocations.sweep();
  });
}

async function revokeLease(
  ending: Ending,
  {
    leases,
    revocations,
  }: Pick<Credentials, 'leases'> & { revocations: Revocations },
): Promise<void> {
  const lease = await leases.byId(ending.lease!);
  if (lease?.strategy === 'userOAuth') {
    revocations.revokeCredential(ending, {
      actor: lease.actor,
      expiresAt: new Date(toNumber(lease.until_ms)),
    });
  }
}
