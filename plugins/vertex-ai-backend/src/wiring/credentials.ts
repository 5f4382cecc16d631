import {
  Actors,
  createStrategies,
  CredentialBroker,
  HandshakeStore,
} from '../credentials';
import { TokenHttp } from '../google';
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
  const broker = new CredentialBroker({
    environment: name => policy.environment(name),
    rolesOf,
    issuerUrl: issuer.url,
    strategies: createStrategies({
      issuer,
      clock,
      google: config.google,
      http: new TokenHttp({
        timeoutMs: config.limits.googleTimeoutSeconds * 1_000,
      }),
    }),
    handshakes,
    clock,
    logger: services.logger,
  });
  return { broker, actors: new Actors(services), handshakes };
}
