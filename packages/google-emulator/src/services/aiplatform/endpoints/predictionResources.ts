import { ApiError } from '../../../core/ApiError';
import { isObject, JsonObject } from '../../../core/json';
import { World } from '../../../http/Route';
import { vertexTexts } from '../../../texts';
import { findPool } from '../found';
import { checkMachineSpec } from '../quota/machines';

export type ResourcesField =
  | 'dedicatedResources'
  | 'automaticResources'
  | 'sharedResources';

export interface PredictionResources {
  field: ResourcesField;
  value: JsonObject | string;
}

const METRICS = [
  'aiplatform.googleapis.com/prediction/online/cpu/utilization',
  'aiplatform.googleapis.com/prediction/online/accelerator/duty_cycle',
  'aiplatform.googleapis.com/prediction/online/request_count',
];

/** The one kind of resources that the deployed model asks for, checked, with Google's defaults filled in. */
export function readPredictionResources(
  deployed: JsonObject,
  world: World,
): PredictionResources {
  const { dedicatedResources, automaticResources, sharedResources } = deployed;
  if (isObject(dedicatedResources)) {
    return {
      field: 'dedicatedResources',
      value: checkDedicated(dedicatedResources),
    };
  }
  if (isObject(automaticResources)) {
    return { field: 'automaticResources', value: automaticResources };
  }
  if (typeof sharedResources === 'string') {
    return {
      field: 'sharedResources',
      value: findPool(sharedResources, world).name,
    };
  }
  throw refused(vertexTexts.resourcesMissing);
}

/** DedicatedResources with machine type n1-standard-2 and max = min where the request leaves them out. */
export function checkDedicated(dedicated: JsonObject): JsonObject {
  const machineSpec = checkMachineSpec(
    isObject(dedicated.machineSpec) ? dedicated.machineSpec : {},
  );
  const min = Number(dedicated.minReplicaCount ?? 0);
  const max = Number(dedicated.maxReplicaCount ?? min);
  if (min < 1 || max < min) throw refused(vertexTexts.replicas);
  if (Number(dedicated.requiredReplicaCount ?? 0) > min) {
    throw refused(vertexTexts.requiredReplicas);
  }
  const metrics = (dedicated.autoscalingMetricSpecs ?? []) as JsonObject[];
  for (const { metricName, target = 60 } of metrics) {
    if (!METRICS.includes(String(metricName))) {
      throw refused(vertexTexts.metric(String(metricName)));
    }
    if (Number(target) < 1 || Number(target) > 100) {
      throw refused(vertexTexts.metricTarget);
    }
  }
  return {
    ...dedicated,
    machineSpec,
    minReplicaCount: min,
    maxReplicaCount: max,
  };
}

function refused(message: string): ApiError {
  return new ApiError('INVALID_ARGUMENT', message);
}
