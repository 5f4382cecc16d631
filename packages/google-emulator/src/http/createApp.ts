import express, { Express, Router } from 'express';
import { ApiError } from '../core/ApiError';
import { vertexTexts } from '../texts';
import { GoogleServer } from './GoogleServer';

const LARGEST_BODY_BYTES = 32 * 1024 * 1024;

/** What Google says about a body that cannot be read: it is too large, broken off, or in an unknown encoding. */
function unreadable(error: { type?: string; message: string }): ApiError {
  return new ApiError(
    'INVALID_ARGUMENT',
    error.type === 'entity.too.large'
      ? vertexTexts.payloadSize(LARGEST_BODY_BYTES)
      : vertexTexts.unreadable(error.message),
  );
}

/** The admin routes below /emulator/v1, everything of Google's at its own path. */
export function createApp(google: GoogleServer, admin: Router): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use('/emulator/v1', admin);
  const readBody = express.raw({ type: () => true, limit: LARGEST_BODY_BYTES });
  app.use((request, response, next) => {
    readBody(request, response, error => {
      if (error) google.turnAway(request, response, unreadable(error));
      else google.serve(request, response).catch(next);
    });
  });
  return app;
}
