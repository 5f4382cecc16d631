import { Route } from '../../../http/Route';
import { OPERATION, vertexMethod } from '../method';
import { cancelOperation } from './CancelOperation';
import { deleteOperation } from './DeleteOperation';
import { getOperation } from './GetOperation';
import { listOperations } from './ListOperations';
import { readPermission, writePermission } from './permissions';
import { waitOperation } from './WaitOperation';

/** Operations hang below their resource, deletions below the location. */
const NAMES = [
  '{name=projects/*/locations/*/operations/*}',
  '{name=projects/*/locations/*/*/*/operations/*}',
];
const PARENTS = [
  '{name=projects/*/locations/*}/operations',
  '{name=projects/*/locations/*/*/*}/operations',
];
/** Google's REST clients poll below /ui, everybody else below /v1. */
const ROOTS = ['/v1/', '/ui/', '/v1beta1/'];
const paths = (names: string[], suffix = '') =>
  ROOTS.flatMap(root => names.map(name => `${root}${name}${suffix}`));

export const operationRoutes: Route[] = [
  vertexMethod({
    method: 'GetOperation',
    http: 'GET',
    paths: paths(NAMES),
    response: OPERATION,
    permissions: readPermission,
    handle: getOperation,
  }),
  vertexMethod({
    method: 'ListOperations',
    http: 'GET',
    paths: paths(PARENTS),
    query: 'google.longrunning.ListOperationsRequest',
    response: 'google.longrunning.ListOperationsResponse',
    permissions: call => [
      {
        permission: 'aiplatform.operations.list',
        resource: call.params.name,
      },
    ],
    handle: listOperations,
  }),
  vertexMethod({
    method: 'WaitOperation',
    http: 'POST',
    paths: paths(NAMES, ':wait'),
    request: 'google.longrunning.WaitOperationRequest',
    query: 'google.longrunning.WaitOperationRequest',
    response: OPERATION,
    permissions: readPermission,
    handle: waitOperation,
  }),
  vertexMethod({
    method: 'CancelOperation',
    http: 'POST',
    paths: paths(NAMES, ':cancel'),
    permissions: writePermission('aiplatform.operations.cancel'),
    handle: cancelOperation,
  }),
  vertexMethod({
    method: 'DeleteOperation',
    http: 'DELETE',
    paths: paths(NAMES),
    permissions: writePermission('aiplatform.operations.delete'),
    handle: deleteOperation,
  }),
];
