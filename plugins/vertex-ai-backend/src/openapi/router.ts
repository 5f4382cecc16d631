import { RequestHandler, Router } from 'express';
import { openApiDocument } from './document';

/** Serves the document at `/v1/openapi.json`. It tells nothing that is not in the published package. */
export function createOpenApiRouter(): Router {
  // Made when somebody first asks, so that it costs no start.
  let document: string | undefined;
  const serve: RequestHandler = (_request, response) => {
    document ??= JSON.stringify(openApiDocument());
    response.type('application/json').send(document);
  };
  return Router().get('/v1/openapi.json', serve);
}
