import { VERTEX } from '../../../contract/contract';
import { Route } from '../../../http/Route';
import { needsOn, OPERATION, vertexMethod } from '../method';
import { createPool } from './CreateDeploymentResourcePool';
import { deletePool } from './DeleteDeploymentResourcePool';
import { getPool } from './GetDeploymentResourcePool';
import { listPools } from './ListDeploymentResourcePools';
import { queryDeployedModels } from './QueryDeployedModels';

const PARENT = '/v1/{parent=projects/*/locations/*}/deploymentResourcePools';
const NAME = '/v1/{name=projects/*/locations/*/deploymentResourcePools/*}';

const needs = needsOn('deploymentResourcePools');

export const poolRoutes: Route[] = [
  vertexMethod({
    method: 'CreateDeploymentResourcePool',
    http: 'POST',
    paths: [PARENT],
    request: `${VERTEX}.CreateDeploymentResourcePoolRequest`,
    response: OPERATION,
    permissions: needs('create'),
    handle: createPool,
  }),
  vertexMethod({
    method: 'ListDeploymentResourcePools',
    http: 'GET',
    paths: [PARENT],
    query: `${VERTEX}.ListDeploymentResourcePoolsRequest`,
    response: `${VERTEX}.ListDeploymentResourcePoolsResponse`,
    permissions: needs('list'),
    handle: listPools,
  }),
  vertexMethod({
    method: 'GetDeploymentResourcePool',
    http: 'GET',
    paths: [NAME],
    response: `${VERTEX}.DeploymentResourcePool`,
    permissions: needs('get'),
    handle: getPool,
  }),
  vertexMethod({
    method: 'QueryDeployedModels',
    http: 'GET',
    paths: [`${NAME}:queryDeployedModels`],
    query: `${VERTEX}.QueryDeployedModelsRequest`,
    response: `${VERTEX}.QueryDeployedModelsResponse`,
    permissions: needs('queryDeployedModels'),
    handle: queryDeployedModels,
  }),
  vertexMethod({
    method: 'DeleteDeploymentResourcePool',
    http: 'DELETE',
    paths: [NAME],
    response: OPERATION,
    permissions: needs('delete'),
    handle: deletePool,
  }),
];
