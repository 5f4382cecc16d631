import type { Route } from '@backstage-vertex/plugin-vertex-ai-common';
import express, { Request, Response } from 'express';
import { VertexAiError } from '../core';

const smallJson = express.json({ limit: '256kb' });
/** Predictions may be as large as Google takes them: 10 MB on a dedicated endpoint. A shared one refuses more than 1.5 MB itself. */
const largeJson = express.json({ limit: 10_000_000 });

/** Reads the JSON of a request into its `body`. @throws VertexAiError `invalid_request` or `payload_too_large` */
export function readBody(
  route: Route<any, any, any, any>,
  request: Request,
  response: Response,
): Promise<void> {
  const read = route.id === 'predict' ? largeJson : smallJson;
  return new Promise((resolve, reject) => {
    read(request, response, (error?: unknown) => {
      if (error) {
        reject(bodyError(error as { type?: string; status?: number }));
      } else {
        resolve();
      }
    });
  });
}

/** What the parser finds wrong with a body is the caller's to put right; the rest is ours, and stays what it is. */
function bodyError(error: { type?: string; status?: number }): unknown {
  if (error.status === undefined || error.status >= 500) {
    return error;
  }
  switch (error.type) {
    case 'entity.too.large':
      return new VertexAiError(
        'payload_too_large',
        'The body is larger than this route takes.',
        { cause: error },
      );
    case 'entity.parse.failed':
      return new VertexAiError(
        'invalid_request',
        'The body is not valid JSON.',
        { cause: error },
      );
    default:
      return new VertexAiError(
        'invalid_request',
        'The body could not be read. Send all of it, as JSON in UTF-8, as it is or compressed with gzip or deflate.',
        { cause: error },
      );
  }
}
