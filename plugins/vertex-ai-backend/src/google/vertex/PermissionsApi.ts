import type { CallContext } from '../CallContext';
import { RestClient } from '../RestClient';
import { modelName } from './names';
import { InProject } from './types';

/**
 * Which of some permissions the credential's principal has. For hints and preflight checks only: Google says that
 * the method may fail open, and answers for a missing resource with an empty list.
 */
export class PermissionsApi {
  readonly #location: string;
  readonly #baseUrl: string;
  readonly #rest: RestClient;

  constructor(location: string, baseUrl: string, rest: RestClient) {
    this.#location = location;
    this.#baseUrl = baseUrl;
    this.#rest = rest;
  }

  /** On a model. v1 has no such method for endpoints; ask the project. */
  async onModel(
    args: InProject & { model: string; permissions: readonly string[] },
    ctx: CallContext,
  ): Promise<string[]> {
    const name = modelName(args.project, this.#location, args.model);
    const json = await this.#rest.send(
      { rpc: 'IAMPolicy.TestIamPermissions', kind: 'read' },
      {
        method: 'POST',
        url: `${this.#baseUrl}/v1/${name}:testIamPermissions`,
        query: { permissions: args.permissions },
      },
      ctx,
    );
    return (json as { permissions?: string[] }).permissions ?? [];
  }
}
