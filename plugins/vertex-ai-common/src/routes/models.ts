import {
  aliasChangeSchema,
  modelDetailSchema,
  modelPageSchema,
  modelUploadResultSchema,
  modelUploadSchema,
} from '../schema/model';
import { located, none, oneModel, registryQuery } from './parameters';
import { route } from './Route';

export const modelsRoutes = {
  listModels: route({
    id: 'listModels',
    method: 'get',
    path: '/models',
    summary: 'Models of the registries that the caller may read',
    params: none,
    query: registryQuery,
    response: modelPageSchema,
    status: 200,
  }),
  getModel: route({
    id: 'getModel',
    method: 'get',
    path: '/environments/{environment}/locations/{location}/models/{model}',
    summary: 'One model with its versions, read from Google now',
    params: oneModel,
    query: none,
    response: modelDetailSchema,
    status: 200,
  }),
  uploadModel: route({
    id: 'uploadModel',
    method: 'post',
    path: '/environments/{environment}/locations/{location}/models',
    summary: 'Register a model or a version of one',
    params: located,
    query: none,
    body: modelUploadSchema,
    response: modelUploadResultSchema,
    status: 202,
    idempotent: true,
    stepUp: true,
  }),
  changeAliases: route({
    id: 'changeAliases',
    method: 'post',
    path: '/environments/{environment}/locations/{location}/models/{model}/aliases',
    summary: 'Add and remove aliases of a version',
    params: oneModel,
    query: none,
    body: aliasChangeSchema,
    response: modelDetailSchema,
    status: 200,
    stepUp: true,
  }),
} as const;
