import { ApiError } from '../../../core/ApiError';
import { Json } from '../../../core/json';
import { Call, World } from '../../../http/Route';
import { Instances } from '../../../prediction/Predictor';
import { DeployedModelRecord, EndpointRecord } from '../../../state/records';
import { vertexTexts } from '../../../texts';
import { chooseDeployedModel } from '../endpoints/trafficSplit';
import { dedicatedDns } from '../endpoints/renderEndpoint';
import { findEndpoint } from '../found';

const LARGEST_SHARED_BYTES = 1_500_000;
const LARGEST_DEDICATED_BYTES = 10_000_000;

export interface Served {
  endpoint: EndpointRecord;
  deployed: DeployedModelRecord;
  predictions: Json[];
}

/** Sends the instances to the deployed model whose turn it is by the traffic split. */
export async function serve(
  call: Call,
  instances: Instances,
  world: World,
): Promise<Served> {
  const endpoint = findEndpoint(call.params.name, world);
  checkDomain(call, endpoint);
  if (!Array.isArray(instances.instances) || instances.instances.length === 0) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.instancesMissing);
  }
  const id = chooseDeployedModel(endpoint.trafficSplit, endpoint.predictions);
  const deployed = endpoint.deployedModels.find(model => model.id === id);
  if (!deployed) {
    throw new ApiError(
      'FAILED_PRECONDITION',
      vertexTexts.noTrafficSplit(call.params.name),
    );
  }
  endpoint.predictions += 1;
  const predictor = await world.predictors.of(deployed);
  return { endpoint, deployed, predictions: predictor.predict(instances) };
}

/** A dedicated endpoint answers under its own host name only, up to 10 MB; the shared domain takes 1.5 MB at most. */
function checkDomain(call: Call, endpoint: EndpointRecord): void {
  const dns = dedicatedDns(endpoint);
  const host = (call.headers.host ?? '').split(':')[0];
  if (dns && host !== dns) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.dedicatedDomain(dns));
  }
  const limit = dns ? LARGEST_DEDICATED_BYTES : LARGEST_SHARED_BYTES;
  if (call.rawBody.length > limit) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.payloadTooLarge(limit));
  }
}
