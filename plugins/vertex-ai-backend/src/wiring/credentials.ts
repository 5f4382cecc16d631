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
import { rolesOf } from '../policy';
import type { Foundation } from './foundation';
import type { Services } from './services';

/** How the rest of the plugin comes by Google credentials, and by the people behind stored refs. */
export interface Credentials {
  broker: CredentialBroker;
  actors: Actors;
  handshakes: HandshakeStore;
}

export function createCredentials(
  services: Services,
  { config, clock, database, audit, policy }: Foundation,
  issuer: Issuer,
): Credentials {
  const handshakes = new HandshakeStore(database, audit);
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
    handshakes,
    clock,
    logger: services.logger,
  });
  return { broker, actors, handshakes };
}
