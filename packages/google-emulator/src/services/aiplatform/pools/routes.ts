import { VERTEX } from '../../../contract/contract';
import { Route } from '../../../http/Route';
import { createPool } from './CreateDeploymentResourcePool';
import { deletePool } from './DeleteDeploymentResourcePool';
import { getPool } from './GetDeploymentResourcePool';
import { listPools } from './ListDeploymentResourcePools';
import { queryDeployedModels } from './QueryDeployedModels';

const PARENT = '/v1/{parent=projects/*/locations/*}/deploymentResourcePools';
const NAME = '/v1/{name=projects/*/locations/*/deploymentResourcePools/*}';
const OPERATION = 'google.longrunning.Operation';

const needs =
  (permission: string): Route['permissions'] =>
  call =>
    [
      {
        permission: `aiplatform.deploymentResourcePools.${permission}`,
        resource: call.params.name ?? call.params.parent,
      },
    ];

const poolMethod = (route: Omit<Route, 'service'>): Route => ({
  service: 'aiplatform',
  ...route,
});

export const poolRoutes: Route[] = [
  poolMethod({
    method: 'CreateDeploymentResourcePool',
    http: 'POST',
    paths: [PARENT],
    request: `${VERTEX}.CreateDeploymentResourcePoolRequest`,
    response: OPERATION,
    permissions: needs('create'),
    handle: createPool,
  }),
  poolMethod({
    method: 'ListDeploymentResourcePools',
    http: 'GET',
    paths: [PARENT],
    query: `${VERTEX}.ListDeploymentResourcePoolsRequest`,
    response: `${VERTEX}.ListDeploymentResourcePoolsResponse`,
    permissions: needs('list'),
    handle: listPools,
  }),
  poolMethod({
    method: 'GetDeploymentResourcePool',
    http: 'GET',
    paths: [NAME],
    response: `${VERTEX}.DeploymentResourcePool`,
    permissions: needs('get'),
    handle: getPool,
  }),
  poolMethod({
    method: 'QueryDeployedModels',
    http: 'GET',
    paths: [`${NAME}:queryDeployedModels`],
    query: `${VERTEX}.QueryDeployedModelsRequest`,
    response: `${VERTEX}.QueryDeployedModelsResponse`,
    permissions: needs('queryDeployedModels'),
    handle: queryDeployedModels,
  }),
  poolMethod({
    method: 'DeleteDeploymentResourcePool',
    http: 'DELETE',
    paths: [NAME],
    response: OPERATION,
    permissions: needs('delete'),
    handle: deletePool,
  }),
];
