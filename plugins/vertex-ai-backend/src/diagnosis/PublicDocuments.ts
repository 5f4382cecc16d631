import type { DiagnosisCheck } from '@backstage-vertex/plugin-vertex-ai-common';

/** How far the clock may be off: Google tolerates 60 s, and the answer takes its time. */
const SKEW_MS = 30_000;

const keysNotAsked: DiagnosisCheck = {
  id: 'keys',
  outcome: 'unknown',
  message: 'The discovery document did not lead to the keys.',
};

interface PublicDocumentsOptions {
  issuerUrl: string;
  /** The key ids that sign or soon will. */
  keyIds(): Promise<string[]>;
  /** Base URL of the token service, whose clock counts. */
  stsUrl: string;
  fetch: typeof fetch;
  now(): Date;
  timeoutMs: number;
}

/** Reads what Google reads, from here. That it can be read from here does not show that Google can; that it cannot, does. */
export class PublicDocuments {
  readonly #options: PublicDocumentsOptions;

  constructor(options: PublicDocumentsOptions) {
    this.#options = options;
  }

  async checks(): Promise<DiagnosisCheck[]> {
    const [documents, clock] = await Promise.all([
      this.#documents(),
      this.#clock(),
    ]);
    return [...documents, clock];
  }

  async #documents(): Promise<DiagnosisCheck[]> {
    const { issuerUrl } = this.#options;
    const url = `${issuerUrl}/.well-known/openid-configuration`;
    const discovery = await this.#json(url);
    if (typeof discovery === 'string') {
      return [unreadable('discovery', discovery), keysNotAsked];
    }
    const keysUrl = `${issuerUrl}/jwks.json`;
    if (discovery.issuer !== issuerUrl || discovery.jwks_uri !== keysUrl) {
      return [
        {
          id: 'discovery',
          outcome: 'fail',
          message: `${url} is of the issuer ${discovery.issuer} with keys at ${discovery.jwks_uri}; this portal signs as ${issuerUrl}.`,
          repair:
            'Set vertexAi.issuer.url to the address under which this backend is reached, or the proxy in front of it to lead here.',
        },
        keysNotAsked,
      ];
    }
    return [
      {
        id: 'discovery',
        outcome: 'pass',
        message: `${url} can be read from here.`,
      },
      await this.#keys(keysUrl),
    ];
  }

  async #keys(url: string): Promise<DiagnosisCheck> {
    const jwks = await this.#json(url);
    if (typeof jwks === 'string') {
      return unreadable('keys', jwks);
    }
    const published = (Array.isArray(jwks.keys) ? jwks.keys : []).map(
      key => (key as { kid?: unknown })?.kid,
    );
    const missing = (await this.#options.keyIds()).filter(
      kid => !published.includes(kid),
    );
    return missing.length === 0
      ? {
          id: 'keys',
          outcome: 'pass',
          message: `${url} has every key that signs.`,
        }
      : {
          id: 'keys',
          outcome: 'fail',
          message: `${url} lacks the key ${missing.join(', ')}.`,
          repair:
            'Something in front of this backend answers from an old copy, or another backend does. Let the key set pass uncached, and give all replicas one database.',
        };
  }

  async #clock(): Promise<DiagnosisCheck> {
    const { fetch: ask, stsUrl, timeoutMs, now } = this.#options;
    let date: string | null = null;
    try {
      const response = await ask(stsUrl, {
        method: 'HEAD',
        signal: AbortSignal.timeout(timeoutMs),
      });
      date = response.headers.get('date');
    } catch {
      // Said below.
    }
    const theirsMs = Date.parse(date ?? '');
    if (Number.isNaN(theirsMs)) {
      return {
        id: 'clock',
        outcome: 'unknown',
        message: `${stsUrl} did not tell the time.`,
      };
    }
    const offMs = now().getTime() - theirsMs;
    const off = `${Math.round(Math.abs(offMs) / 1000)} s ${
      offMs > 0 ? 'ahead of' : 'behind'
    } Google`;
    return Math.abs(offMs) <= SKEW_MS
      ? { id: 'clock', outcome: 'pass', message: 'The clocks agree.' }
      : {
          id: 'clock',
          outcome: 'fail',
          message: `The clock of this backend is ${off}. Google tolerates 60 s.`,
          repair: 'Set the clock of the machine with NTP.',
        };
  }

  /** The object at an address, or why there is none. */
  async #json(url: string): Promise<Record<string, unknown> | string> {
    const { fetch: ask, timeoutMs } = this.#options;
    try {
      const response = await ask(url, {
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
      });
      if (!response.ok) {
        return `${url} answers HTTP ${response.status}.`;
      }
      const value: unknown = await response.json();
      return typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)
        : `${url} is no JSON object.`;
    } catch (error) {
      return error instanceof SyntaxError
        ? `${url} is not JSON.`
        : `${url} cannot be reached from here.`;
    }
  }
}

/** A portal behind a firewall may not reach itself by its public name, so it is no proof. */
function unreadable(id: 'discovery' | 'keys', message: string): DiagnosisCheck {
  return {
    id,
    outcome: 'unknown',
    message,
    repair:
      'If Google cannot read it either, make the two documents public or upload the keys to the provider.',
  };
}
