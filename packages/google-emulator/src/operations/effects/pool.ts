import { copy, JsonObject } from '../../core/json';
import { renderPool } from '../../services/aiplatform/pools/renderPool';
import type { Effect } from './index';

export const createDeploymentResourcePool: Effect = (operation, state) => {
  const pool = {
    name: operation.target,
    createTime: operation.createTime,
    spec: copy(operation.input.spec as JsonObject),
  };
  state.pools.set(pool.name, pool);
  return renderPool(pool);
};

export const deleteDeploymentResourcePool: Effect = (operation, state) => {
  state.pools.delete(operation.target);
  return {};
};
