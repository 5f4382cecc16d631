import { importJWK, JWTHeaderParameters } from 'jose';
import { OAuthError } from '../../core/ApiError';
import { EmulatorClock } from '../../core/EmulatorClock';
import { isObject, JsonObject } from '../../core/json';
import { isLoopback } from '../../core/loopback';
import { WorkloadIdentityProviderSeed } from '../../seed/EmulatorSeed';
import { stsTexts } from '../../texts';

type VerificationKey = Awaited<ReturnType<typeof importJWK>>;

/** How long fetched keys are used without looking again; Google was seen to follow a change within about 5 s. */
const FRESH_MS = 5_000;
const FETCH_TIMEOUT_MS = 5_000;

/** Public keys of assertion issuers: uploaded ones, or fetched through the issuer's discovery document. */
export class IssuerKeys {
  readonly #clock: EmulatorClock;
  readonly #fetched = new Map<string, { keys: JsonObject[]; atMs: number }>();

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  /**
   * The key that the header names. Throws `invalid_grant` when the issuer cannot be reached or has no such key:
   * Google answers both with the same words.
   */
  async find(
    provider: WorkloadIdentityProviderSeed,
    header: Partial<JWTHeaderParameters>,
  ): Promise<VerificationKey> {
    const named = (keys: JsonObject[]) =>
      header.kid ? keys.find(key => key.kid === header.kid) : undefined;
    let jwk = named(provider.jwks?.keys ?? []);
    if (!provider.jwks) {
      jwk = named(await this.#keysOf(provider.issuer, false));
      // A key that appeared after the last fetch: look once more.
      jwk ??= named(await this.#keysOf(provider.issuer, true));
    }
    if (!jwk) throw unreachable();
    try {
      return await importJWK(jwk, header.alg);
    } catch {
      throw new OAuthError('invalid_grant', stsTexts.signature);
    }
  }

  async #keysOf(issuer: string, again: boolean): Promise<JsonObject[]> {
    const nowMs = this.#clock.now().getTime();
    const known = this.#fetched.get(issuer);
    if (known && !again && Math.abs(nowMs - known.atMs) < FRESH_MS) {
      return known.keys;
    }
    const discovery = await fetchJson(
      `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    );
    if (discovery.issuer !== issuer) throw unreachable();
    const { keys } = await fetchJson(String(discovery.jwks_uri));
    if (!Array.isArray(keys)) throw unreachable();
    const fetched = keys.filter(isObject);
    this.#fetched.set(issuer, { keys: fetched, atMs: nowMs });
    return fetched;
  }
}

async function fetchJson(address: string): Promise<JsonObject> {
  try {
    const url = new URL(address);
    const allowed =
      url.protocol === 'https:' ||
      // Laxer than Google, which wants https always.
      (url.protocol === 'http:' && isLoopback(address));
    if (!allowed) throw unreachable();
    const response = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
    });
    const body: unknown = await response.json();
    if (response.ok && isObject(body)) return body;
  } catch {
    // Whatever went wrong, Google says only that the issuer could not be reached.
  }
  throw unreachable();
}

function unreachable(): OAuthError {
  return new OAuthError('invalid_grant', stsTexts.issuerUnreachable);
}
