import { exportJWK, generateKeyPair, JWK, JWTPayload, SignJWT } from 'jose';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';

type Algorithm = 'ES256' | 'RS256' | 'ES384' | 'EdDSA';

interface Key {
  kid: string;
  alg: Algorithm;
  privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  publicJwk: JWK;
}

/** An OpenID Connect issuer for tests: real keys, a real discovery document and JWKS on a loopback port. */
export class TestIssuer {
  readonly #server: Server;
  #keys: Key[] = [];
  /** What the discovery document says instead of the address it is found at. */
  claimedIssuer?: string;
  /** Requests for the JWKS so far. */
  jwksRequests = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      if (request.url === '/.well-known/openid-configuration') {
        const jwksUri = `${this.url}/jwks.json`;
        const issuer = this.claimedIssuer ?? this.url;
        response.end(JSON.stringify({ issuer, jwks_uri: jwksUri }));
      } else if (request.url === '/jwks.json') {
        this.jwksRequests += 1;
        response.end(JSON.stringify(this.jwks()));
      } else {
        response.statusCode = 404;
        response.end('{}');
      }
    });
  }

  static async create(alg: Algorithm = 'ES256'): Promise<TestIssuer> {
    const issuer = new TestIssuer();
    await issuer.addKey('key-1', alg);
    await new Promise<void>(resolve => {
      issuer.#server.listen(0, '127.0.0.1', resolve);
    });
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The public keys, ready to upload. */
  jwks(): { keys: JWK[] } {
    return { keys: this.#keys.map(key => key.publicJwk) };
  }

  async addKey(kid: string, alg: Algorithm = 'ES256'): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair(alg);
    const publicJwk = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' };
    this.#keys.push({ kid, alg, privateKey, publicJwk });
  }

  removeKey(kid: string): void {
    this.#keys = this.#keys.filter(key => key.kid !== kid);
  }

  /** A signed assertion with exactly these claims. `kid` names the key in the header, known to the JWKS or not. */
  async sign(claims: JWTPayload, kid?: string): Promise<string> {
    const key = this.#keys.find(k => k.kid === kid) ?? this.#keys[0];
    return new SignJWT(claims)
      .setProtectedHeader({ alg: key.alg, kid: kid ?? key.kid, typ: 'JWT' })
      .sign(key.privateKey);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
