import type { CallContext } from './CallContext';
import { RestClient } from './RestClient';

/** Cloud Resource Manager v3: what the credential's principal may do in a project. */
export class ResourceManagerApi {
  readonly #baseUrl: string;
  readonly #rest: RestClient;

  constructor(config: { baseUrl: string; timeoutMs: number }) {
    this.#baseUrl = config.baseUrl;
    this.#rest = new RestClient({ timeoutMs: config.timeoutMs });
  }

  /** The permissions out of the given ones that the principal has on the project. @throws VertexAiError */
  async testIamPermissions(
    args: { project: string; permissions: readonly string[] },
    ctx: CallContext,
  ): Promise<string[]> {
    const json = await this.#rest.send(
      { rpc: 'Projects.TestIamPermissions', kind: 'read' },
      {
        method: 'POST',
        url: `${this.#baseUrl}/v3/projects/${args.project}:testIamPermissions`,
        body: { permissions: args.permissions },
      },
      ctx,
    );
    return (json as { permissions?: string[] }).permissions ?? [];
  }
}
