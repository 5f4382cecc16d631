import { generateKeyPair, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import Provider, { type ClientMetadata, type JWKS } from 'oidc-provider';
import { demoClient, providerConfiguration } from './configuration';
import { forgetLastPerson } from './forgetLastPerson';
import { interactions } from './interactions';
import { refuseForeignHosts } from './refuseForeignHosts';

const LOOPBACK = '127.0.0.1';

export type IdentityProviderOptions = {
  /** TCP port on loopback; 0 takes a free one. */
  port: number;
  /** OAuth clients; the demo portal when left out. */
  clients?: readonly ClientMetadata[];
};

export type IdentityProvider = {
  /** `http://localhost:<port>`, the `iss` claim. Discovery is below it. */
  readonly issuer: string;
  readonly port: number;
  /** Stops listening and drops every connection. */
  close(): Promise<void>;
};

/**
 * Starts the demo provider on loopback. Signing key, sessions and refresh tokens are new at each
 * start and in memory only.
 *
 * Throws when NODE_ENV is `production`, and with code `EADDRINUSE` when the port is taken.
 */
export async function startIdentityProvider(
  options: IdentityProviderOptions,
): Promise<IdentityProvider> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error(
      'The demo identity provider lets anybody in without a password, so it refuses to start with NODE_ENV=production. Configure the OpenID Connect provider of your company instead.',
    );
  }
  const jwks = await createSigningKey();
  // Listen first: with port 0 the issuer is known only then.
  const server = createServer();
  const port = await listen(server, options.port);
  const issuer = `http://localhost:${port}`;

  const provider = new Provider(
    issuer,
    providerConfiguration({ clients: options.clients ?? [demoClient], jwks }),
  );
  provider.use(refuseForeignHosts(port));
  provider.use(forgetLastPerson(provider));
  provider.use(interactions(provider));
  server.on('request', provider.callback());

  return { issuer, port, close: () => close(server) };
}

async function createSigningKey(): Promise<JWKS> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
  });
  const key = privateKey.export({ format: 'jwk' });
  return {
    keys: [{ ...key, use: 'sig', alg: 'RS256', kid: randomUUID() }],
  } as JWKS;
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve, reject) => {
    server.close(error => (error ? reject(error) : resolve()));
  });
  server.closeAllConnections();
  await closed;
}
