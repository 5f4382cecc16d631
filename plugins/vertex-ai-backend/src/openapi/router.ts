import { RequestHandler, Router } from 'express';
import { openApiDocument } from './document';

/** Serves the document at `/v1/openapi.json`. It tells nothing that is not in the published package. */
export function createOpenApiRouter(): Router {
  const document = JSON.stringify(openApiDocument());
  const serve: RequestHandler = (_request, response) => {
    response.type('application/json').send(document);
  };
  return Router().get('/v1/openapi.json', serve);
}
