import {
  ErrorCode,
  errorCodes,
  errorStatus,
  problemSchema,
  Route,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { z } from 'zod';
import {
  createDocument,
  ZodOpenApiOperationObject,
  ZodOpenApiPathsObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi';

export type OpenApiDocument = ReturnType<typeof createDocument>;

type AnyRoute = Route<any, any, any, any>;

const problem = problemSchema.meta({ id: 'Problem' });

const idempotencyHeader = z.object({
  'Idempotency-Key': z
    .string()
    .min(8)
    .max(255)
    .describe('New for each request, the same for its retries'),
});

/** The OpenAPI 3.1 document of the API, made from the table of routes that also makes the server and the client. */
export function openApiDocument(): OpenApiDocument {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Vertex AI for Backstage',
      version: '1',
      description:
        'Models, endpoints, deployments and predictions on Google Vertex AI, as the signed-in person.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/vertex-ai/v1' }],
    security: [{ backstage: [] }],
    components: {
      securitySchemes: {
        backstage: {
          type: 'http',
          scheme: 'bearer',
          description: 'A Backstage user or service token',
        },
      },
    },
    paths: paths(),
  });
}

function paths(): ZodOpenApiPathsObject {
  const result: ZodOpenApiPathsObject = {};
  for (const route of Object.values(routes) as AnyRoute[]) {
    result[route.path] = {
      ...result[route.path],
      [route.method]: operationOf(route),
    };
  }
  return result;
}

function operationOf(route: AnyRoute): ZodOpenApiOperationObject {
  return {
    operationId: route.id,
    summary: route.summary,
    requestParams: {
      ...(hasFields(route.params) ? { path: route.params } : {}),
      ...(hasFields(route.query) ? { query: route.query } : {}),
      ...(route.idempotent ? { header: idempotencyHeader } : {}),
    },
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: route.body } },
          },
        }
      : {}),
    responses: {
      [String(route.status)]: {
        description: route.summary,
        content: { 'application/json': { schema: route.response } },
      },
      ...problems(),
    },
  };
}

function hasFields(schema: z.ZodObject): boolean {
  return Object.keys(schema.shape).length > 0;
}

/** One entry for each status, naming the codes that it can carry. */
function problems(): ZodOpenApiResponsesObject {
  const codesByStatus = new Map<number, ErrorCode[]>();
  for (const code of errorCodes) {
    const status = errorStatus[code];
    codesByStatus.set(status, [...(codesByStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...codesByStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.join(', '),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  ) as ZodOpenApiResponsesObject;
}
