import {
  endpointPageSchema,
  endpointSchema,
  predictionRequestSchema,
  predictionSchema,
} from '../schema/endpoint';
import { none, oneEndpoint, registryQuery } from './parameters';
import { route } from './Route';

export const endpointsRoutes = {
  listEndpoints: route({
    id: 'listEndpoints',
    method: 'get',
    path: '/endpoints',
    summary: 'Endpoints that the caller may read',
    params: none,
    query: registryQuery,
    response: endpointPageSchema,
    status: 200,
  }),
  getEndpoint: route({
    id: 'getEndpoint',
    method: 'get',
    path: '/environments/{environment}/locations/{location}/endpoints/{endpoint}',
    summary: 'One endpoint, read from Google now',
    params: oneEndpoint,
    query: none,
    response: endpointSchema,
    status: 200,
  }),
  predict: route({
    id: 'predict',
    method: 'post',
    path: '/environments/{environment}/locations/{location}/endpoints/{endpoint}/predict',
    summary: 'Online prediction as the caller',
    params: oneEndpoint,
    query: none,
    body: predictionRequestSchema,
    response: predictionSchema,
    status: 200,
  }),
} as const;
