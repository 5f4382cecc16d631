import { EndpointServiceClient } from '@google-cloud/aiplatform/build/src/v1/endpoint_service_client';
import { ModelServiceClient } from '@google-cloud/aiplatform/build/src/v1/model_service_client';
import { IdentityPoolClient, PassThroughClient } from 'google-auth-library';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { TrustedIdentity } from './bareProvider';

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** Whoever holds the key that its provider trusts. */
export interface BareIdentity extends TrustedIdentity {
  privateKey: PrivateKey;
  /** Full resource name of the provider, with `//iam.googleapis.com/`. */
  audience: string;
}

const KEY_ID = 'bare';
const CLOUD_PLATFORM = 'https://www.googleapis.com/auth/cloud-platform';

export async function createBareIdentity(
  providerName: string,
): Promise<BareIdentity> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return {
    privateKey,
    publicJwk: {
      ...(await exportJWK(publicKey)),
      kid: KEY_ID,
      alg: 'ES256',
      use: 'sig',
    },
    issuer: 'https://bare.example.com',
    audience: `//iam.googleapis.com/${providerName}`,
  };
}

export interface BareGoogleOptions {
  identity: BareIdentity;
  /** Of the emulator. */
  url: string;
  /** Google project id. */
  project: string;
  location: string;
}

/**
 * What somebody would write without a portal: sign an assertion, exchange it, call Vertex AI; with Google's own clients,
 * which are built once. No policy, no record, no audit, no retry.
 */
export class BareGoogle {
  readonly #options: BareGoogleOptions;
  readonly #endpoints: EndpointServiceClient;
  readonly #models: ModelServiceClient;

  constructor(options: BareGoogleOptions) {
    this.#options = options;
    const { protocol, hostname, port } = new URL(options.url);
    const transport = {
      authClient: new PassThroughClient({
        transporterOptions: { fetchImplementation: fetch },
      }),
      projectId: options.project,
      fallback: true as const,
      protocol: protocol.replace(':', ''),
      apiEndpoint: hostname,
      port: Number(port),
    };
    this.#endpoints = new EndpointServiceClient(transport);
    this.#models = new ModelServiceClient(transport);
  }

  /** Of a deployer of the environment `dev`. A new one each time, as the portal's is for one action only. */
  async accessToken(): Promise<string> {
    const { identity, url } = this.#options;
    const assertion = await new SignJWT({
      environment: 'dev',
      role: 'deployer',
      env_role: 'dev:deployer',
      groups: ['group:default/ml-deployers'],
    })
      .setProtectedHeader({ alg: 'ES256', kid: KEY_ID })
      .setIssuer(identity.issuer)
      .setAudience(identity.audience)
      .setSubject('user:default/dana.deployer')
      .setIssuedAt()
      .setExpirationTime('10m')
      .setJti(randomUUID())
      .sign(identity.privateKey);
    const client = new IdentityPoolClient({
      audience: identity.audience,
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `${url}/v1/token`,
      subject_token_supplier: { getSubjectToken: async () => assertion },
      scopes: [CLOUD_PLATFORM],
    });
    const { token } = await client.getAccessToken();
    return token!;
  }

  /** Puts the whole traffic of an empty endpoint on a model. Ends when Google has taken the order. */
  async deployModel(endpointId: string, modelId: string): Promise<void> {
    const token = await this.accessToken();
    await this.#endpoints.deployModel(
      {
        endpoint: `${this.#parent()}/endpoints/${endpointId}`,
        deployedModel: {
          displayName: modelId,
          model: `${this.#parent()}/models/${modelId}`,
          dedicatedResources: {
            machineSpec: { machineType: 'n1-standard-2' },
            minReplicaCount: 1,
            maxReplicaCount: 1,
          },
        },
        trafficSplit: { 0: 100 },
      },
      callOptions(token),
    );
  }

  /** Every model of the location. The token may be one that is at hand already. */
  async listModels(token: string, pageSize: number): Promise<number> {
    const [models] = await this.#models.listModels(
      { parent: this.#parent(), pageSize },
      callOptions(token),
    );
    return models.length;
  }

  #parent(): string {
    const { project, location } = this.#options;
    return `projects/${project}/locations/${location}`;
  }
}

function callOptions(token: string) {
  return { otherArgs: { headers: { authorization: `Bearer ${token}` } } };
}
