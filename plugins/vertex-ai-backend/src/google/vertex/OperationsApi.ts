import type { CallContext } from '../CallContext';
import { RestClient } from '../RestClient';
import { OperationJson, toOperation } from './convert';
import { Page, PageArgs, VertexOperation } from './types';

const NAME =
  /^projects\/[a-z0-9-]+\/locations\/[a-z0-9-]+\/([a-zA-Z]+\/[a-zA-Z0-9_-]+\/)?operations\/[a-zA-Z0-9_-]+$/;

/**
 * Long-running operations in one location, read by the name that was stored when they started.
 *
 * Plain REST on `/v1/`: the generated client's own mixin polls under `/ui/`, takes no headers in its progress checks and
 * packs metadata into bytes. Every method throws VertexAiError.
 */
export class OperationsApi {
  readonly #baseUrl: string;
  readonly #rest: RestClient;

  constructor(baseUrl: string, rest: RestClient) {
    this.#baseUrl = baseUrl;
    this.#rest = rest;
  }

  /** @throws VertexAiError `not_found` for an operation that Google has forgotten */
  async get(
    args: { name: string },
    ctx: CallContext,
  ): Promise<VertexOperation> {
    const json = await this.#rest.send(
      { rpc: 'Operations.GetOperation', kind: 'read' },
      { method: 'GET', url: this.#url(args.name) },
      ctx,
    );
    return toOperation(json as OperationJson);
  }

  /** Operations of a resource, for instance of an endpoint: what was started before a crash. */
  async list(
    args: { resourceName: string; filter?: string } & PageArgs,
    ctx: CallContext,
  ): Promise<Page<VertexOperation>> {
    const json = (await this.#rest.send(
      { rpc: 'Operations.ListOperations', kind: 'read' },
      {
        method: 'GET',
        url: `${this.#baseUrl}/v1/${args.resourceName}/operations`,
        query: {
          filter: args.filter,
          pageSize: args.pageSize,
          pageToken: args.pageToken,
        },
      },
      ctx,
    )) as { operations?: OperationJson[]; nextPageToken?: string };
    return {
      items: (json.operations ?? []).map(toOperation),
      nextPageToken: json.nextPageToken || undefined,
    };
  }

  /** Asks for cancellation; whether it happens is seen by reading the operation. */
  async cancel(args: { name: string }, ctx: CallContext): Promise<void> {
    await this.#rest.send(
      { rpc: 'Operations.CancelOperation', kind: 'write' },
      { method: 'POST', url: `${this.#url(args.name)}:cancel`, body: {} },
      ctx,
    );
  }

  #url(name: string): string {
    if (!NAME.test(name)) {
      throw new TypeError(`not the name of an operation: ${name}`);
    }
    return `${this.#baseUrl}/v1/${name}`;
  }
}
