import { VERTEX } from '../../../contract/contract';
import { Route } from '../../../http/Route';
import { needsOn, OPERATION, vertexMethod } from '../method';
import { createEndpoint } from './CreateEndpoint';
import { deleteEndpoint } from './DeleteEndpoint';
import { deployModel } from './DeployModel';
import { getEndpoint } from './GetEndpoint';
import { listEndpoints } from './ListEndpoints';
import { mutateDeployedModel } from './MutateDeployedModel';
import { testEndpointPermissions } from './TestIamPermissions';
import { undeployModel } from './UndeployModel';
import { updateEndpoint } from './UpdateEndpoint';
import { updateEndpointLongRunning } from './UpdateEndpointLongRunning';

const PARENT = '/v1/{parent=projects/*/locations/*}/endpoints';
const NAME = '{name=projects/*/locations/*/endpoints/*}';

const needs = needsOn('endpoints');

export const endpointRoutes: Route[] = [
  vertexMethod({
    method: 'CreateEndpoint',
    http: 'POST',
    paths: [PARENT],
    request: `${VERTEX}.Endpoint`,
    bodyField: 'endpoint',
    query: `${VERTEX}.CreateEndpointRequest`,
    response: OPERATION,
    permissions: needs('create'),
    handle: createEndpoint,
  }),
  vertexMethod({
    method: 'ListEndpoints',
    http: 'GET',
    paths: [PARENT],
    query: `${VERTEX}.ListEndpointsRequest`,
    response: `${VERTEX}.ListEndpointsResponse`,
    permissions: needs('list'),
    handle: listEndpoints,
  }),
  vertexMethod({
    method: 'GetEndpoint',
    http: 'GET',
    paths: [`/v1/${NAME}`],
    response: `${VERTEX}.Endpoint`,
    permissions: needs('get'),
    handle: getEndpoint,
  }),
  vertexMethod({
    method: 'UpdateEndpoint',
    http: 'PATCH',
    paths: [`/v1/${NAME}`],
    request: `${VERTEX}.Endpoint`,
    bodyField: 'endpoint',
    query: `${VERTEX}.UpdateEndpointRequest`,
    response: `${VERTEX}.Endpoint`,
    permissions: needs('update'),
    handle: updateEndpoint,
  }),
  vertexMethod({
    method: 'UpdateEndpointLongRunning',
    http: 'POST',
    paths: [`/v1/${NAME}:update`],
    request: `${VERTEX}.UpdateEndpointLongRunningRequest`,
    response: OPERATION,
    permissions: needs('update'),
    handle: updateEndpointLongRunning,
  }),
  vertexMethod({
    method: 'DeleteEndpoint',
    http: 'DELETE',
    paths: [`/v1/${NAME}`],
    response: OPERATION,
    permissions: needs('delete'),
    handle: deleteEndpoint,
  }),
  vertexMethod({
    method: 'DeployModel',
    http: 'POST',
    paths: [`/v1/${NAME}:deployModel`],
    request: `${VERTEX}.DeployModelRequest`,
    response: OPERATION,
    permissions: needs('deploy'),
    handle: deployModel,
  }),
  vertexMethod({
    method: 'UndeployModel',
    http: 'POST',
    paths: [`/v1/${NAME}:undeployModel`],
    request: `${VERTEX}.UndeployModelRequest`,
    response: OPERATION,
    permissions: needs('undeploy'),
    handle: undeployModel,
  }),
  vertexMethod({
    method: 'MutateDeployedModel',
    http: 'POST',
    paths: [`/v1/${NAME}:mutateDeployedModel`],
    request: `${VERTEX}.MutateDeployedModelRequest`,
    response: OPERATION,
    permissions: needs('update'),
    handle: mutateDeployedModel,
  }),
  vertexMethod({
    // In v1beta1 and below /ui only, as at Google.
    method: 'TestIamPermissions',
    http: 'POST',
    paths: ['/v1beta1/', '/ui/'].map(
      root => `${root}${NAME}:testIamPermissions`,
    ),
    request: 'google.iam.v1.TestIamPermissionsRequest',
    handle: testEndpointPermissions,
  }),
];
