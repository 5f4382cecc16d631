import { JsonObject } from '../../../core/json';
import { PoolRecord } from '../../../state/records';

/** google.cloud.aiplatform.v1.DeploymentResourcePool. */
export function renderPool(pool: PoolRecord): JsonObject {
  return { name: pool.name, createTime: pool.createTime, ...pool.spec };
}
