import type { ModelServiceClient } from '@google-cloud/aiplatform/build/src/v1/model_service_client';
import type { CallContext } from '../CallContext';
import { toModel } from './convert';
import { GapicCaller } from './GapicCaller';
import { locationName, modelName, versioned } from './names';
import { InProject, Page, PageArgs, RegistryModel } from './types';

export interface UploadModelArgs extends InProject {
  displayName: string;
  description?: string;
  artifactUri: string;
  containerImageUri: string;
  labels?: Record<string, string>;
  /** Id of the model that this becomes a version of. */
  parentModel?: string;
  versionAliases?: string[];
  versionDescription?: string;
  /** Makes it the default version; the first version of a model is that anyway. */
  isDefaultVersion?: boolean;
}

/** ModelService v1 in one location. Every method throws VertexAiError. */
export class ModelsApi {
  readonly #location: string;
  readonly #client: ModelServiceClient;
  readonly #caller: GapicCaller;

  constructor(
    location: string,
    client: ModelServiceClient,
    caller: GapicCaller,
  ) {
    this.#location = location;
    this.#client = client;
    this.#caller = caller;
  }

  /** Default versions, one page. */
  async list(
    args: InProject & PageArgs & { filter?: string },
    ctx: CallContext,
  ): Promise<Page<RegistryModel>> {
    const [models, , response] = await this.#caller.call(
      { rpc: 'ModelService.ListModels', kind: 'read' },
      ctx,
      options =>
        this.#client.listModels(
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
      items: models.map(toModel),
      nextPageToken: response?.nextPageToken || undefined,
    };
  }

  /** One version: by id, by alias, or the default one. */
  async get(
    args: InProject & { model: string; version?: string },
    ctx: CallContext,
  ): Promise<RegistryModel> {
    const name = modelName(
      args.project,
      this.#location,
      versioned(args.model, args.version),
    );
    const [model] = await this.#caller.call(
      { rpc: 'ModelService.GetModel', kind: 'read' },
      ctx,
      options => this.#client.getModel({ name }, options),
    );
    return toModel(model);
  }

  async listVersions(
    args: InProject & PageArgs & { model: string },
    ctx: CallContext,
  ): Promise<Page<RegistryModel>> {
    const [models, , response] = await this.#caller.call(
      { rpc: 'ModelService.ListModelVersions', kind: 'read' },
      ctx,
      options =>
        this.#client.listModelVersions(
          {
            name: modelName(args.project, this.#location, args.model),
            pageSize: args.pageSize,
            pageToken: args.pageToken,
          },
          options,
        ),
    );
    return {
      items: models.map(toModel),
      nextPageToken: response?.nextPageToken || undefined,
    };
  }

  /** Starts an upload. @returns the name of the operation that ends with the model and its version */
  async upload(args: UploadModelArgs, ctx: CallContext): Promise<string> {
    const [operation] = await this.#caller.call(
      { rpc: 'ModelService.UploadModel', kind: 'write' },
      ctx,
      options =>
        this.#client.uploadModel(
          {
            parent: locationName(args.project, this.#location),
            parentModel:
              args.parentModel &&
              modelName(args.project, this.#location, args.parentModel),
            model: {
              displayName: args.displayName,
              description: args.description,
              artifactUri: args.artifactUri,
              containerSpec: { imageUri: args.containerImageUri },
              labels: args.labels,
              versionAliases: versionAliases(args),
              versionDescription: args.versionDescription,
            },
          },
          options,
        ),
    );
    return operation.name ?? '';
  }

  /** Adds aliases to a version; one with a leading `-` is taken away. @returns the version with its aliases */
  async mergeVersionAliases(
    args: InProject & { model: string; version: string; aliases: string[] },
    ctx: CallContext,
  ): Promise<RegistryModel> {
    const [model] = await this.#caller.call(
      { rpc: 'ModelService.MergeVersionAliases', kind: 'write' },
      ctx,
      options =>
        this.#client.mergeVersionAliases(
          {
            name: modelName(
              args.project,
              this.#location,
              versioned(args.model, args.version),
            ),
            versionAliases: args.aliases,
          },
          options,
        ),
    );
    return toModel(model);
  }
}

/** The alias `default` says which version is the default one; there is no field for it (model_service.proto). */
function versionAliases(args: UploadModelArgs): string[] {
  const aliases = args.versionAliases ?? [];
  return args.isDefaultVersion && !aliases.includes('default')
    ? [...aliases, 'default']
    : aliases;
}
