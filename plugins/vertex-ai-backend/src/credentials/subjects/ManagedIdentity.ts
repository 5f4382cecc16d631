import { Agent, fetch as undiciFetch } from 'undici';
import { Secret, VertexAiError } from '../../core';

export interface ManagedIdentityOrder {
  /** App ID URI of the application that Google's provider has as its audience. */
  resource: string;
  /** Of a user-assigned identity; the system-assigned one where absent. */
  clientId?: string;
}

/** Where a managed identity of Azure gives its tokens. */
export interface ManagedIdentity {
  /** @throws VertexAiError `handshake_failed` at the hop `subjectToken` */
  token(order: ManagedIdentityOrder): Promise<Secret<string>>;
}

/** What App Service puts into the environment of the process. */
export interface AzureEnvironment {
  IDENTITY_ENDPOINT?: string;
  IDENTITY_HEADER?: string;
}

/** App Service's endpoint where the process runs there; else whatever `@azure/identity` finds: a virtual machine, AKS, Arc. */
export function createManagedIdentity(
  environment: AzureEnvironment,
  timeoutMs: number,
): ManagedIdentity {
  const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header } = environment;
  return endpoint && header
    ? appService({ endpoint, header: new Secret(header), timeoutMs })
    : azureIdentity(timeoutMs);
}

/** `GET $IDENTITY_ENDPOINT?api-version=2019-08-01&resource=…` with `X-IDENTITY-HEADER`; never through a proxy, as it is on the machine. */
function appService(options: {
  endpoint: string;
  header: Secret<string>;
  timeoutMs: number;
}): ManagedIdentity {
  const { endpoint, header, timeoutMs } = options;
  const dispatcher = new Agent();
  return {
    async token({ resource, clientId }) {
      const url = new URL(endpoint);
      url.searchParams.set('api-version', '2019-08-01');
      url.searchParams.set('resource', resource);
      if (clientId) {
        url.searchParams.set('client_id', clientId);
      }
      let status = 0;
      let token: unknown;
      try {
        const response = await undiciFetch(url, {
          dispatcher,
          headers: { 'x-identity-header': header.reveal() },
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        });
        status = response.status;
        token = ((await response.json()) as { access_token?: unknown })
          .access_token;
      } catch {
        // What was thrown may hold the header.
      }
      if (typeof token !== 'string' || token === '') {
        throw unavailable(
          status === 0
            ? "App Service's identity endpoint does not answer"
            : `App Service's identity endpoint answers HTTP ${status} without a token`,
          status === 0 || status === 429 || status >= 500,
        );
      }
      return new Secret(token);
    },
  };
}

/** The library is 47 MB and takes 0.2 s to load, so it is loaded by whoever needs it. */
function azureIdentity(timeoutMs: number): ManagedIdentity {
  return {
    async token({ resource, clientId }) {
      // eslint-disable-next-line global-require -- only here is it worth its weight
      const { ManagedIdentityCredential } =
        require('@azure/identity') as typeof import('@azure/identity');
      try {
        const credential = new ManagedIdentityCredential(
          clientId ? { clientId } : {},
        );
        const answer = await credential.getToken(`${resource}/.default`, {
          abortSignal: AbortSignal.timeout(timeoutMs),
        });
        return new Secret(answer.token);
      } catch (error) {
        throw unavailable(
          `@azure/identity finds no managed identity (${
            (error as Error)?.name ?? 'unknown'
          })`,
          false,
        );
      }
    },
  };
}

function unavailable(what: string, passing: boolean): VertexAiError {
  return new VertexAiError('handshake_failed', `${what}.`, {
    hop: 'subjectToken',
    retry: passing ? { afterMs: 5_000 } : undefined,
  });
}
