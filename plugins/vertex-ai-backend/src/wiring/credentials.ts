import {
  Actors,
  createManagedIdentity,
  createStrategies,
  CredentialBroker,
  HandshakeStore,
  OidcVerifier,
} from '../credentials';
import { createGoogleFetch, TokenHttp } from '../google';
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
  { config, clock, database, audit, policy, endings }: Foundation,
  issuer: Issuer,
): Credentials {
  const leases = new LeaseStore({ database, clock });
  const handshakes = new HandshakeStore(database, audit, (tx, handshake) =>
    leases.recordMint(tx, handshake),
  );
  const actors = new Actors({
    ...services,
    claimsMaxAgeMs: config.limits.claimsMaxAgeHours * 3_600_000,
  });
  const timeoutMs = config.limits.googleTimeoutSeconds * 1_000;
  const broker = new CredentialBroker({
    environment: name => policy.environment(name),
    rolesOf,
    issuerUrl: issuer.url,
    strategies: createStrategies({
      issuer,
      clock,
      google: config.google,
      http: new TokenHttp({ timeoutMs }),
      people: actors,
      oidc: new OidcVerifier({ clock, fetch: createGoogleFetch(), timeoutMs }),
      azure: createManagedIdentity(process.env, timeoutMs),
    }),
    gate: endings.watch,
    handshakes,
    clock,
    logger: services.logger,
  });
  endings.watch.onEnded(({ scope, actor, environment }) => {
    if (scope === 'everything') {
      broker.end({ all: true });
    } else if (scope === 'environment') {
      broker.end({ environment: environment! });
    } else if (scope === 'actor') {
      broker.end({ actor: actor!, environment });
    }
    // That of one lease is seen when it is handed out the next time.
  });
  return { broker, actors, handshakes, leases };
}
