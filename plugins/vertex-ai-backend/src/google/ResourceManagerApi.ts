import type { CallContext } from './CallContext';
import { RestClient } from './RestClient';

/** Which data access a project logs (google.iam.v1.AuditConfig). */
export interface AuditConfig {
  /** For instance `sts.googleapis.com`, or `allServices`. */
  service: string;
  logs: {
    type: string;
    /** Whose access is not logged. */
    exempted: string[];
  }[];
}

interface PolicyBody {
  auditConfigs?: {
    service?: string;
    auditLogConfigs?: { logType?: string; exemptedMembers?: string[] }[];
  }[];
}

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

  /** Takes `resourcemanager.projects.getIamPolicy`; of the policy only this is kept. @throws VertexAiError */
  async auditConfigs(
    project: string,
    ctx: CallContext,
  ): Promise<AuditConfig[]> {
    const json = await this.#rest.send(
      { rpc: 'Projects.GetIamPolicy', kind: 'read' },
      {
        method: 'POST',
        url: `${this.#baseUrl}/v3/projects/${project}:getIamPolicy`,
        body: { options: { requestedPolicyVersion: 3 } },
      },
      ctx,
    );
    return ((json as PolicyBody).auditConfigs ?? []).map(
      ({ service = '', auditLogConfigs = [] }) => ({
        service,
        logs: auditLogConfigs.map(({ logType = '', exemptedMembers = [] }) => ({
          type: logType,
          exempted: exemptedMembers,
        })),
      }),
    );
  }
}
