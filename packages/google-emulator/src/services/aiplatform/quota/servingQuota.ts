import { ApiError } from '../../../core/ApiError';
import { isObject, JsonObject } from '../../../core/json';
import { World } from '../../../http/Route';
import { parseResourceName } from '../../../state/resourceName';
import { vertexTexts } from '../../../texts';
import { MACHINES } from './machines';

/** Metric to amount. Google charges serving quota on the largest number of replicas. */
type Usage = Record<string, number>;

const PREFIX = 'aiplatform.googleapis.com/custom_model_serving';

/**
 * Throws RESOURCE_EXHAUSTED when the project and region of `target`, an endpoint or a pool, would exceed a serving quota
 * with `spec` as well. `replaces` is the id of a deployed model whose present usage `spec` takes the place of.
 */
export function checkServingQuota(
  change: { target: string; spec: JsonObject; replaces?: string },
  world: World,
): void {
  const name = parseResourceName(change.target);
  if (!name) return;
  const parent = `projects/${name.project}/locations/${name.location}/`;
  const usage = usageIn(parent, change, world);
  const wanted = usageOf(change.spec);
  const exceeded = world.state.quotas
    .filter(
      quota =>
        world.state.project(quota.project)?.number === name.project &&
        quota.location === name.location &&
        (wanted[quota.metric] ?? 0) > 0 &&
        (usage[quota.metric] ?? 0) + wanted[quota.metric] > quota.limit,
    )
    .map(quota => quota.metric);
  if (exceeded.length > 0) {
    throw new ApiError(
      'RESOURCE_EXHAUSTED',
      vertexTexts.quotaExceeded(exceeded),
    );
  }
}

/** What is allocated of each serving quota in a location. */
export function servingUsage(location: string, world: World): Usage {
  return usageIn(`${location}/`, {}, world);
}

function usageIn(
  parent: string,
  change: { target?: string; replaces?: string },
  world: World,
): Usage {
  const total: Usage = {};
  const add = (spec: JsonObject) => {
    for (const [metric, amount] of Object.entries(usageOf(spec))) {
      total[metric] = (total[metric] ?? 0) + amount;
    }
  };
  for (const endpoint of world.state.endpoints.values()) {
    if (!endpoint.name.startsWith(parent)) continue;
    for (const model of endpoint.deployedModels) {
      const isReplaced =
        endpoint.name === change.target && model.id === change.replaces;
      if (!isReplaced) add(model.spec);
    }
  }
  for (const pool of world.state.pools.values()) {
    if (pool.name.startsWith(parent)) add(pool.spec);
  }
  // What is on its way holds its quota already.
  for (const kind of ['DeployModel', 'CreateDeploymentResourcePool'] as const) {
    for (const { target, input } of world.operations.running(kind)) {
      if (target.startsWith(parent)) add(input.spec as JsonObject);
    }
  }
  return total;
}

function usageOf(spec: JsonObject): Usage {
  const dedicated = spec.dedicatedResources;
  if (!isObject(dedicated) || !isObject(dedicated.machineSpec)) return {};
  const { machineType, acceleratorType, acceleratorCount } =
    dedicated.machineSpec;
  const replicas = Number(
    dedicated.maxReplicaCount ?? dedicated.minReplicaCount ?? 1,
  );
  const usage: Usage = {
    [`${PREFIX}_cpus`]: (MACHINES[String(machineType)]?.cpus ?? 0) * replicas,
  };
  if (acceleratorType) {
    // NVIDIA_TESLA_T4 is counted as custom_model_serving_nvidia_t4_gpus.
    const gpu = String(acceleratorType)
      .toLowerCase()
      .replace('nvidia_tesla_', 'nvidia_');
    usage[`${PREFIX}_${gpu}_gpus`] = Number(acceleratorCount) * replicas;
  }
  return usage;
}
