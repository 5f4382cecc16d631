import type { CallContext } from '../CallContext';
import { RestClient } from '../RestClient';
import { endpointName, idOf, versionOf } from './names';
import { InProject, VertexPrediction } from './types';

interface PredictJson {
  predictions?: unknown[];
  deployedModelId?: string;
  model?: string;
  modelVersionId?: string;
  modelDisplayName?: string;
}

/**
 * Online prediction in one location.
 *
 * Plain REST: an endpoint may have a domain of its own, which a generated client cannot be pointed at call by call, and
 * wrapping every number of a 1.5 MB request into google.protobuf.Value blocks the event loop.
 */
export class PredictionsApi {
  readonly #location: string;
  readonly #baseUrl: string;
  readonly #rest: RestClient;

  constructor(location: string, baseUrl: string, rest: RestClient) {
    this.#location = location;
    this.#baseUrl = baseUrl;
    this.#rest = rest;
  }

  /** @throws VertexAiError `google_rejected` for instances that the model does not take */
  async predict(
    args: InProject & {
      endpoint: string;
      /** Of a dedicated endpoint, which refuses the shared domain. */
      dedicatedDns?: string;
      instances: readonly unknown[];
      parameters?: unknown;
    },
    ctx: CallContext,
  ): Promise<VertexPrediction> {
    const name = endpointName(args.project, this.#location, args.endpoint);
    const json = (await this.#rest.send(
      { rpc: 'PredictionService.Predict', kind: 'write' },
      {
        method: 'POST',
        ...this.#serverOf(args.dedicatedDns, `/v1/${name}:predict`),
        body: { instances: args.instances, parameters: args.parameters },
      },
      ctx,
    )) as PredictJson;
    const model = json.model ?? '';
    return {
      predictions: json.predictions ?? [],
      deployedModelId: json.deployedModelId ?? '',
      modelId: idOf(model),
      modelVersionId: json.modelVersionId || versionOf(model) || '',
      modelDisplayName: json.modelDisplayName ?? '',
    };
  }

  /** A dedicated endpoint is asked at its own domain; the emulator, on plain http, knows that domain as a Host header. */
  #serverOf(
    dedicatedDns: string | undefined,
    path: string,
  ): { url: string; host?: string } {
    if (dedicatedDns === undefined) {
      return { url: `${this.#baseUrl}${path}` };
    }
    return this.#baseUrl.startsWith('http:')
      ? { url: `${this.#baseUrl}${path}`, host: dedicatedDns }
      : { url: `https://${dedicatedDns}${path}` };
  }
}
