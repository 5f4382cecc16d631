import type { EndpointServiceClient } from '@google-cloud/aiplatform/build/src/v1/endpoint_service_client';
import { VertexAiError } from '../../core';
import type { CallContext } from '../CallContext';
import { toEndpoint } from './convert';
import { GapicCaller } from './GapicCaller';
import { endpointName, locationName, modelName, versioned } from './names';
import { InProject, Page, PageArgs, VertexEndpoint } from './types';

export interface CreateEndpointArgs extends InProject {
  /** Chosen by us, so that it can be looked up after a crash: `[a-z][a-z0-9-]{0,62}`, or at most 9 digits. */
  endpointId: string;
  displayName: string;
  description?: string;
  labels?: Record<string, string>;
  /** With a domain of its own. */
  dedicated?: boolean;
  encryption?: { kmsKeyName: string };
  /** A peered network; not together with Private Service Connect. */
  network?: string;
  privateServiceConnect?: { projectAllowlist: string[] };
  requestLogging?: { destination: string; samplingRate: number };
}

export interface DeployModelArgs extends InProject {
  endpoint: string;
  deployedModel: {
    /** 1 to 10 digits, chosen by us, so that it can be looked up after a crash. */
    id: string;
    displayName: string;
    modelId: string;
    modelVersionId: string;
    machineType: string;
    acceleratorType?: string;
    acceleratorCount?: number;
    minReplicaCount: number;
    maxReplicaCount: number;
    /** That the serving container runs as. */
    serviceAccount?: string;
  };
  /**
   * The whole split afterwards, by deployed model id, adding up to 100. Google wants the new model under the key `0`;
   * write it under its own id or under `0`. Absent: traffic stays as it is.
   */
  trafficSplit?: Record<string, number>;
}

/** EndpointService v1 in one location. Every method throws VertexAiError. */
export class EndpointsApi {
  readonly #location: string;
  readonly #client: EndpointServiceClient;
  readonly #caller: GapicCaller;

  constructor(
    location: string,
    client: EndpointServiceClient,
    caller: GapicCaller,
  ) {
    this.#location = location;
    this.#client = client;
    this.#caller = caller;
  }

  async list(
    args: InProject & PageArgs & { filter?: string },
    ctx: CallContext,
  ): Promise<Page<VertexEndpoint>> {
    const [endpoints, , response] = await this.#caller.call(
      { rpc: 'EndpointService.ListEndpoints', kind: 'read' },
      ctx,
      options =>
        this.#client.listEndpoints(
          {
            parent: locationName(args.project, this.#location),
            pageSize: args.pageSize,
            pageToken: args.pageToken,
            filter: args.filter,
          },
          options,
        ),
    );
    return {
      items: endpoints.map(toEndpoint),
      nextPageToken: response?.nextPageToken || undefined,
    };
  }

  async get(
    args: InProject & { endpoint: string },
    ctx: CallContext,
  ): Promise<VertexEndpoint> {
    const name = this.#name(args);
    const [endpoint] = await this.#caller.call(
      { rpc: 'EndpointService.GetEndpoint', kind: 'read' },
      ctx,
      options => this.#client.getEndpoint({ name }, options),
    );
    return toEndpoint(endpoint);
  }

  /** Starts creation. @returns the operation's name; an id that is taken is `conflict` */
  async create(args: CreateEndpointArgs, ctx: CallContext): Promise<string> {
    const [operation] = await this.#caller.call(
      { rpc: 'EndpointService.CreateEndpoint', kind: 'write' },
      ctx,
      options =>
        this.#client.createEndpoint(
          {
            parent: locationName(args.project, this.#location),
            endpointId: args.endpointId,
            endpoint: {
              displayName: args.displayName,
              description: args.description,
              labels: args.labels,
              dedicatedEndpointEnabled: args.dedicated,
              encryptionSpec: args.encryption,
              network: args.network,
              privateServiceConnectConfig: args.privateServiceConnect && {
                enablePrivateServiceConnect: true,
                ...args.privateServiceConnect,
              },
              predictRequestResponseLoggingConfig: args.requestLogging && {
                enabled: true,
                samplingRate: args.requestLogging.samplingRate,
                bigqueryDestination: {
                  outputUri: args.requestLogging.destination,
                },
              },
            },
          },
          options,
        ),
    );
    return operation.name ?? '';
  }

  /** Starts a deployment. DeployModelRequest has no etag; serialise per endpoint. @returns the operation's name */
  async deployModel(args: DeployModelArgs, ctx: CallContext): Promise<string> {
    const request = {
      endpoint: this.#name(args),
      deployedModel: this.#deployedModel(args),
      trafficSplit: forNewModel(args),
    };
    const [operation] = await this.#caller.call(
      { rpc: 'EndpointService.DeployModel', kind: 'endpointWrite' },
      ctx,
      options => this.#client.deployModel(request, options),
    );
    return operation.name ?? '';
  }

  /**
   * Starts taking a model off. `trafficSplit` is the whole split afterwards; a model with traffic is refused without it.
   *
   * @returns the operation's name
   */
  async undeployModel(
    args: InProject & {
      endpoint: string;
      deployedModelId: string;
      trafficSplit?: Record<string, number>;
    },
    ctx: CallContext,
  ): Promise<string> {
    const request = {
      endpoint: this.#name(args),
      deployedModelId: args.deployedModelId,
      trafficSplit: args.trafficSplit,
    };
    const [operation] = await this.#caller.call(
      { rpc: 'EndpointService.UndeployModel', kind: 'endpointWrite' },
      ctx,
      options => this.#client.undeployModel(request, options),
    );
    return operation.name ?? '';
  }

  /**
   * Sets the whole traffic split, at once. The etag is not optional: without one Google overwrites blindly.
   *
   * @throws VertexAiError `etag_mismatch` when the endpoint has changed since it was read
   */
  async updateTraffic(
    args: InProject & {
      endpoint: string;
      trafficSplit: Record<string, number>;
      etag: string;
    },
    ctx: CallContext,
  ): Promise<VertexEndpoint> {
    if (!args.etag) {
      throw new VertexAiError(
        'google_failed',
        'Google gave no etag with the endpoint, so its traffic is not written: it could undo what somebody else has changed.',
      );
    }
    const request = {
      endpoint: {
        name: this.#name(args),
        trafficSplit: args.trafficSplit,
        etag: args.etag,
      },
      updateMask: { paths: ['traffic_split'] },
    };
    const [endpoint] = await this.#caller.call(
      { rpc: 'EndpointService.UpdateEndpoint', kind: 'etagWrite' },
      ctx,
      options => this.#client.updateEndpoint(request, options),
    );
    return toEndpoint(endpoint);
  }

  /** Starts deletion; refused while models are deployed. @returns the operation's name, often of one that is done */
  async delete(
    args: InProject & { endpoint: string },
    ctx: CallContext,
  ): Promise<string> {
    const name = this.#name(args);
    const [operation] = await this.#caller.call(
      { rpc: 'EndpointService.DeleteEndpoint', kind: 'write' },
      ctx,
      options => this.#client.deleteEndpoint({ name }, options),
    );
    return operation.name ?? '';
  }

  #name(args: InProject & { endpoint: string }): string {
    return endpointName(args.project, this.#location, args.endpoint);
  }

  #deployedModel({ project, deployedModel }: DeployModelArgs) {
    return {
      id: deployedModel.id,
      displayName: deployedModel.displayName,
      model: modelName(
        project,
        this.#location,
        versioned(deployedModel.modelId, deployedModel.modelVersionId),
      ),
      serviceAccount: deployedModel.serviceAccount,
      dedicatedResources: {
        machineSpec: {
          machineType: deployedModel.machineType,
          // The generated type knows the enum only; names that are newer than the client pass as text.
          acceleratorType: deployedModel.acceleratorType as 'NVIDIA_TESLA_T4',
          acceleratorCount: deployedModel.acceleratorCount,
        },
        minReplicaCount: deployedModel.minReplicaCount,
        maxReplicaCount: deployedModel.maxReplicaCount,
      },
    };
  }
}

function forNewModel(
  args: DeployModelArgs,
): Record<string, number> | undefined {
  return (
    args.trafficSplit &&
    Object.fromEntries(
      Object.entries(args.trafficSplit).map(([id, share]) => [
        id === args.deployedModel.id ? '0' : id,
        share,
      ]),
    )
  );
}
