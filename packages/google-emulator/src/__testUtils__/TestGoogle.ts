import { JWTPayload } from 'jose';
import { Json, JsonObject } from '../core/json';
import { CLOUD_PLATFORM } from '../http/authenticate';
import { demoSeed } from '../seed/demoSeed';
import { EmulatorSeed } from '../seed/EmulatorSeed';
import { Emulator, EmulatorOptions, startEmulator } from '../startEmulator';
import { TestIssuer } from '../testIssuer/TestIssuer';

export const AUDIENCE =
  '//iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/providers/portal';
export { CLOUD_PLATFORM };
export const DEV = 'projects/ml-dev/locations/europe-west4';

/** Fields of the exchange request as RFC 8693 names them. */
export const EXCHANGE = {
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  audience: AUDIENCE,
  scope: CLOUD_PLATFORM,
  requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
  subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
};

export interface Answer {
  status: number;
  body: any;
  headers: Headers;
}

async function answer(response: Response): Promise<Answer> {
  const text = await response.text();
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Not JSON: the text itself.
  }
  return { status: response.status, body, headers: response.headers };
}

/** Calls the emulator with one access token. */
export class Caller {
  constructor(readonly url: string, readonly token: string | undefined) {}

  async call(
    method: string,
    path: string,
    { body, headers }: { body?: Json; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return answer(response);
  }

  get(path: string): Promise<Answer> {
    return this.call('GET', path);
  }

  post(path: string, body: Json = {}): Promise<Answer> {
    return this.call('POST', path, { body });
  }

  patch(path: string, body: Json): Promise<Answer> {
    return this.call('PATCH', path, { body });
  }

  delete(path: string): Promise<Answer> {
    return this.call('DELETE', path);
  }

  /** Starts an operation, reads it once more, and returns its end. Needs stageDurationMs 0. */
  async operation(path: string, body: Json): Promise<JsonObject> {
    const started = await this.post(path, body);
    if (started.status !== 200) throw new Error(JSON.stringify(started.body));
    return (await this.get(`/v1/${started.body.name}`)).body;
  }
}

/** An emulator with an issuer that it trusts, spoken to over plain HTTP. */
export class TestGoogle {
  private constructor(
    readonly emulator: Emulator,
    readonly issuer: TestIssuer,
  ) {}

  /** `seed` may change the demo world before the start. */
  static async start(
    options: Omit<EmulatorOptions, 'seed'> & {
      seed?: (seed: EmulatorSeed) => void;
      issuer?: TestIssuer;
    } = {},
  ): Promise<TestGoogle> {
    const issuer = options.issuer ?? (await TestIssuer.create());
    const seed = demoSeed({ issuer: issuer.url });
    options.seed?.(seed);
    const emulator = await startEmulator({ ...options, seed });
    return new TestGoogle(emulator, issuer);
  }

  /** Claims of an assertion for `envRole`, as the portal makes them, ten minutes long on the emulator's clock. */
  claims(envRole: string, overrides: JWTPayload = {}): JWTPayload {
    const [environment] = envRole.split(':');
    const iat = Math.floor(this.emulator.clock.now().getTime() / 1000);
    return {
      iss: this.issuer.url,
      aud: AUDIENCE,
      sub: 'user:default/dana.deployer',
      iat,
      exp: iat + 600,
      environment,
      env_role: envRole,
      groups: ['group:default/ml-deployers'],
      ...overrides,
    };
  }

  /** STS exchange of a signed assertion. */
  async exchange(
    subjectToken: string,
    overrides: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.emulator.url}/v1/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...EXCHANGE,
        subject_token: subjectToken,
        ...overrides,
      }),
    });
    return answer(response);
  }

  /** An access token of a federated principal. */
  async federatedToken(
    envRole: string,
    overrides: JWTPayload = {},
  ): Promise<string> {
    const assertion = await this.issuer.sign(this.claims(envRole, overrides));
    const { status, body } = await this.exchange(assertion);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.access_token;
  }

  /** A client for one caller. */
  async as(envRole: string): Promise<Caller> {
    return new Caller(this.emulator.url, await this.federatedToken(envRole));
  }

  async stop(): Promise<void> {
    await this.emulator.stop();
    await this.issuer.stop();
  }
}
