import { randomInt } from 'node:crypto';
import { ApiError } from '../../../core/ApiError';
import { isObject, JsonObject } from '../../../core/json';
import { authorize } from '../../../http/authenticate';
import { Call, Reply, World } from '../../../http/Route';
import { EndpointRecord } from '../../../state/records';
import { vertexTexts } from '../../../texts';
import { findEndpoint } from '../found';
import { checkDeployable } from '../models/checkDeployable';
import { findModelVersion, FoundVersion } from '../models/findModelVersion';
import { checkServingQuota } from '../quota/servingQuota';
import { refuseElsewhere, refuseFieldErrors } from '../validate';
import { checkActAs } from './checkActAs';
import { readPredictionResources } from './predictionResources';
import { checkTrafficSplit, NEW_MODEL, TrafficSplit } from './trafficSplit';

/**
 * Starts a deployment. Everything that Google refuses up front is refused here; what only shows while the model
 * server starts fails the operation.
 */
export function deployModel(call: Call, world: World): Reply {
  const endpoint = findEndpoint(call.params.name, world);
  const request = call.body.deployedModel;
  if (!isObject(request) || !request.model) {
    refuseFieldErrors([
      { field: 'deployed_model.model', message: vertexTexts.required },
    ]);
  }
  const deployed = request as JsonObject;
  const modelName = String(deployed.model);
  authorize(
    call,
    [{ permission: 'aiplatform.models.get', resource: modelName }],
    world,
  );
  checkPlaces(deployed, endpoint, world);
  const found = findModelVersion(modelName, world);
  const id = deployedModelId(deployed, endpoint, world);
  const spec = specOf(deployed, found, world);
  checkActAs(call, deployed.serviceAccount, world);
  const split = (call.body.trafficSplit ?? {}) as TrafficSplit;
  checkTrafficSplit(split, [
    NEW_MODEL,
    ...endpoint.deployedModels.map(model => model.id),
  ]);
  checkServingQuota({ target: endpoint.name, spec }, world);
  const operation = world.operations.start({
    kind: 'DeployModel',
    target: endpoint.name,
    parent: endpoint.name,
    input: {
      id,
      model: found.model.name,
      modelVersionId: found.version.versionId,
      spec,
      trafficSplit: split,
    },
    scenario: call.scenario,
  });
  return { body: world.operations.render(operation) };
}

/** A model may come from another project, but never from another location; a pool comes from the endpoint's own. */
function checkPlaces(
  deployed: JsonObject,
  endpoint: EndpointRecord,
  world: World,
): void {
  const [parent] = endpoint.name.split('/endpoints/');
  refuseElsewhere(
    { field: 'deployed_model.model', name: String(deployed.model) },
    parent.replace(/^projects\/[^/]+/, 'projects/-'),
    world,
  );
  if (deployed.sharedResources) {
    const name = String(deployed.sharedResources);
    refuseElsewhere(
      { field: 'deployed_model.shared_resources', name },
      parent,
      world,
    );
  }
}

function deployedModelId(
  deployed: JsonObject,
  endpoint: EndpointRecord,
  world: World,
): string {
  const running = world.operations
    .running('DeployModel', endpoint.name)
    .map(operation => operation.input.id);
  const taken = (id: string) =>
    running.includes(id) || endpoint.deployedModels.some(m => m.id === id);
  if (deployed.id === undefined) {
    let id: string;
    do id = String(randomInt(1_000_000_000, 9_999_999_999));
    while (taken(id));
    return id;
  }
  const id = String(deployed.id);
  if (!/^[0-9]{1,10}$/.test(id) || id === NEW_MODEL) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.badDeployedModelId(id));
  }
  if (taken(id)) {
    throw new ApiError('ALREADY_EXISTS', vertexTexts.deployedModelIdTaken(id));
  }
  return id;
}

function specOf(
  deployed: JsonObject,
  found: FoundVersion,
  world: World,
): JsonObject {
  const { id, model, modelVersionId, createTime, status, ...rest } = deployed;
  const resources = readPredictionResources(deployed, world);
  checkDeployable(found, resources.field);
  return {
    displayName: found.model.displayName,
    ...rest,
    [resources.field]: resources.value,
  };
}
