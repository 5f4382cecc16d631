import express, { ErrorRequestHandler, Express, Router } from 'express';
import { ApiError } from '../core/ApiError';
import { GoogleServer } from './GoogleServer';

const LARGEST_BODY = '32mb';

/* eslint-disable max-params -- Express knows an error handler by its four parameters. */
/** Requests that never reach a handler: a body that is too large or broken off. */
const answerFailure: ErrorRequestHandler = (
  error,
  _request,
  response,
  next,
) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const failure = new ApiError('INVALID_ARGUMENT', error.message);
  response.status(error.status ?? 500).json(failure.toBody());
};
/* eslint-enable max-params */

/** The admin routes below /emulator/v1, everything of Google's at its own path. */
export function createApp(google: GoogleServer, admin: Router): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use('/emulator/v1', admin);
  app.use(express.raw({ type: () => true, limit: LARGEST_BODY }));
  app.use((request, response, next) => {
    google.serve(request, response).catch(next);
  });
  app.use(answerFailure);
  return app;
}
