import { Endpoint } from '@backstage-vertex/plugin-vertex-ai-common';
import { titleOf } from './text';

/** Google's URL of an endpoint, without the `:predict`. A dedicated endpoint answers only at its own host. */
export function predictUrl(endpoint: Endpoint): string {
  const host =
    endpoint.dedicated && endpoint.dedicatedDns
      ? endpoint.dedicatedDns
      : `${endpoint.location}-aiplatform.googleapis.com`;
  return `https://${host}/v1/${endpoint.resourceName}`;
}

const predictOperation = {
  operationId: 'predict',
  summary: 'Predict',
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/PredictRequest' },
      },
    },
  },
  responses: {
    200: {
      description: 'One prediction per instance, in the same order',
      content: {
        'application/json': {
          schema: { $ref: '#/components/schemas/PredictResponse' },
        },
      },
    },
    default: {
      description: 'Refused or failed',
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/Error' } },
      },
    },
  },
};

const securitySchemes = {
  google: {
    type: 'oauth2',
    flows: {
      authorizationCode: {
        authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
        tokenUrl: 'https://oauth2.googleapis.com/token',
        scopes: {
          'https://www.googleapis.com/auth/cloud-platform':
            'Use Google Cloud as the signed-in principal',
        },
      },
    },
  },
};

const schemas = {
  PredictRequest: {
    type: 'object',
    required: ['instances'],
    properties: {
      instances: {
        type: 'array',
        minItems: 1,
        items: {},
        description: 'In the form that the model asks for; 1.5 MB in all',
      },
      parameters: { description: 'In the form that the model asks for' },
    },
  },
  PredictResponse: {
    type: 'object',
    properties: {
      predictions: { type: 'array', items: {} },
      deployedModelId: { type: 'string' },
      model: { type: 'string' },
      modelVersionId: { type: 'string' },
      modelDisplayName: { type: 'string' },
    },
  },
  Error: {
    type: 'object',
    properties: {
      error: {
        type: 'object',
        properties: {
          code: { type: 'integer' },
          status: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
};

/**
 * OpenAPI 3.1 of an endpoint's online prediction, as JSON.
 *
 * What an instance looks like is the model's affair and not known here, so instances are any JSON.
 * Source: Vertex AI REST reference, projects.locations.endpoints.predict.
 */
export function predictDefinition(endpoint: Endpoint): string {
  return JSON.stringify(
    {
      openapi: '3.1.0',
      info: {
        title: titleOf(endpoint.displayName, endpoint.id),
        version: 'v1',
        description:
          'Online prediction on Vertex AI. The portal offers the same with the identity of the signed-in person.',
      },
      servers: [{ url: new URL(predictUrl(endpoint)).origin }],
      security: [
        { google: ['https://www.googleapis.com/auth/cloud-platform'] },
      ],
      paths: {
        [`/v1/${endpoint.resourceName}:predict`]: { post: predictOperation },
      },
      components: { securitySchemes, schemas },
    },
    null,
    2,
  );
}
