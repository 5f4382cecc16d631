import { ApiError } from '../../../core/ApiError';
import { isObject, JsonObject } from '../../../core/json';
import { Call, Reply, World } from '../../../http/Route';
import { vertexTexts } from '../../../texts';
import { findEndpoint } from '../found';
import { checkServingQuota } from '../quota/servingQuota';
import { checkMask } from '../validate';
import { checkDedicated } from './predictionResources';

/** Mask path to the member of DeployedModel it changes. */
const DEDICATED_FIELDS = [
  'minReplicaCount',
  'maxReplicaCount',
  'requiredReplicaCount',
  'autoscalingMetricSpecs',
];
const ALLOWED = [
  ...DEDICATED_FIELDS.map(field => `dedicatedResources.${field}`),
  'automaticResources.minReplicaCount',
  'automaticResources.maxReplicaCount',
  'disableContainerLogging',
];

/** Changes replicas, autoscaling or container logging of a deployed model. */
export function mutateDeployedModel(call: Call, world: World): Reply {
  const endpoint = findEndpoint(call.params.name, world);
  const sent = call.body.deployedModel;
  const change = isObject(sent) ? sent : {};
  const deployed = endpoint.deployedModels.find(m => m.id === change.id);
  if (!deployed) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      vertexTexts.unknownDeployedModels([String(change.id ?? '')]),
    );
  }
  const mask = checkMask(String(call.body.updateMask ?? ''), ALLOWED);
  const spec = changed(deployed.spec, change, mask);
  if (isObject(spec.dedicatedResources)) {
    spec.dedicatedResources = checkDedicated(spec.dedicatedResources);
  }
  checkServingQuota(
    { target: endpoint.name, spec, replaces: deployed.id },
    world,
  );
  const operation = world.operations.start({
    kind: 'MutateDeployedModel',
    target: endpoint.name,
    parent: endpoint.name,
    input: { id: deployed.id, spec },
    scenario: call.scenario,
  });
  return { body: world.operations.render(operation) };
}

function changed(
  spec: JsonObject,
  change: JsonObject,
  mask: string[],
): JsonObject {
  const result = structuredClone(spec);
  for (const path of mask) {
    const [first, second] = path.split('.');
    const source = second ? ((change[first] ?? {}) as JsonObject) : change;
    const target = second ? (result[first] as JsonObject | undefined) : result;
    const field = second ?? first;
    if (!target) {
      throw new ApiError('INVALID_ARGUMENT', vertexTexts.maskField(path));
    }
    if (source[field] === undefined) delete target[field];
    else target[field] = source[field];
  }
  return result;
}
