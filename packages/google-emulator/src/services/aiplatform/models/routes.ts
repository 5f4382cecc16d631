import { VERTEX } from '../../../contract/contract';
import { Route } from '../../../http/Route';
import { deleteModel } from './DeleteModel';
import { deleteModelVersion } from './DeleteModelVersion';
import { getModel } from './GetModel';
import { listModels } from './ListModels';
import { listModelVersions } from './ListModelVersions';
import { mergeVersionAliases } from './MergeVersionAliases';
import { testModelPermissions } from './TestIamPermissions';
import { updateModel } from './UpdateModel';
import { uploadModel } from './UploadModel';

const PARENT = '/v1/{parent=projects/*/locations/*}/models';
const NAME = '/v1/{name=projects/*/locations/*/models/*}';
const OPERATION = 'google.longrunning.Operation';

const needs =
  (permission: string): Route['permissions'] =>
  call =>
    [
      {
        permission: `aiplatform.models.${permission}`,
        resource: call.params.name ?? call.params.parent,
      },
    ];

const modelMethod = (route: Omit<Route, 'service'>): Route => ({
  service: 'aiplatform',
  ...route,
});

export const modelRoutes: Route[] = [
  modelMethod({
    method: 'UploadModel',
    http: 'POST',
    paths: [`${PARENT}:upload`],
    request: `${VERTEX}.UploadModelRequest`,
    response: OPERATION,
    permissions: needs('upload'),
    handle: uploadModel,
  }),
  modelMethod({
    method: 'ListModels',
    http: 'GET',
    paths: [PARENT],
    query: `${VERTEX}.ListModelsRequest`,
    response: `${VERTEX}.ListModelsResponse`,
    permissions: needs('list'),
    handle: listModels,
  }),
  modelMethod({
    method: 'GetModel',
    http: 'GET',
    paths: [NAME],
    response: `${VERTEX}.Model`,
    permissions: needs('get'),
    handle: getModel,
  }),
  modelMethod({
    method: 'ListModelVersions',
    http: 'GET',
    paths: [`${NAME}:listVersions`],
    query: `${VERTEX}.ListModelVersionsRequest`,
    response: `${VERTEX}.ListModelVersionsResponse`,
    permissions: needs('list'),
    handle: listModelVersions,
  }),
  modelMethod({
    method: 'UpdateModel',
    http: 'PATCH',
    paths: [NAME],
    request: `${VERTEX}.Model`,
    bodyField: 'model',
    query: `${VERTEX}.UpdateModelRequest`,
    response: `${VERTEX}.Model`,
    permissions: needs('update'),
    handle: updateModel,
  }),
  modelMethod({
    method: 'MergeVersionAliases',
    http: 'POST',
    paths: [`${NAME}:mergeVersionAliases`],
    request: `${VERTEX}.MergeVersionAliasesRequest`,
    response: `${VERTEX}.Model`,
    permissions: needs('update'),
    handle: mergeVersionAliases,
  }),
  modelMethod({
    method: 'DeleteModelVersion',
    http: 'DELETE',
    paths: [`${NAME}:deleteVersion`],
    response: OPERATION,
    permissions: needs('delete'),
    handle: deleteModelVersion,
  }),
  modelMethod({
    method: 'DeleteModel',
    http: 'DELETE',
    paths: [NAME],
    response: OPERATION,
    permissions: needs('delete'),
    handle: deleteModel,
  }),
  modelMethod({
    method: 'TestIamPermissions',
    http: 'POST',
    paths: [`${NAME}:testIamPermissions`],
    request: 'google.iam.v1.TestIamPermissionsRequest',
    handle: testModelPermissions,
  }),
];
