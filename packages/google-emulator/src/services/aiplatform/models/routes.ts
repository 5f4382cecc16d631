import { VERTEX } from '../../../contract/contract';
import { Route } from '../../../http/Route';
import { needsOn, OPERATION, vertexMethod } from '../method';
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

const needs = needsOn('models');

export const modelRoutes: Route[] = [
  vertexMethod({
    method: 'UploadModel',
    http: 'POST',
    paths: [`${PARENT}:upload`],
    request: `${VERTEX}.UploadModelRequest`,
    response: OPERATION,
    permissions: needs('upload'),
    handle: uploadModel,
  }),
  vertexMethod({
    method: 'ListModels',
    http: 'GET',
    paths: [PARENT],
    query: `${VERTEX}.ListModelsRequest`,
    response: `${VERTEX}.ListModelsResponse`,
    permissions: needs('list'),
    handle: listModels,
  }),
  vertexMethod({
    method: 'GetModel',
    http: 'GET',
    paths: [NAME],
    response: `${VERTEX}.Model`,
    permissions: needs('get'),
    handle: getModel,
  }),
  vertexMethod({
    method: 'ListModelVersions',
    http: 'GET',
    paths: [`${NAME}:listVersions`],
    query: `${VERTEX}.ListModelVersionsRequest`,
    response: `${VERTEX}.ListModelVersionsResponse`,
    permissions: needs('list'),
    handle: listModelVersions,
  }),
  vertexMethod({
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
  vertexMethod({
    method: 'MergeVersionAliases',
    http: 'POST',
    paths: [`${NAME}:mergeVersionAliases`],
    request: `${VERTEX}.MergeVersionAliasesRequest`,
    response: `${VERTEX}.Model`,
    permissions: needs('update'),
    handle: mergeVersionAliases,
  }),
  vertexMethod({
    method: 'DeleteModelVersion',
    http: 'DELETE',
    paths: [`${NAME}:deleteVersion`],
    response: OPERATION,
    permissions: needs('delete'),
    handle: deleteModelVersion,
  }),
  vertexMethod({
    method: 'DeleteModel',
    http: 'DELETE',
    paths: [NAME],
    response: OPERATION,
    permissions: needs('delete'),
    handle: deleteModel,
  }),
  vertexMethod({
    method: 'TestIamPermissions',
    http: 'POST',
    paths: [`${NAME}:testIamPermissions`],
    request: 'google.iam.v1.TestIamPermissionsRequest',
    handle: testModelPermissions,
  }),
];
