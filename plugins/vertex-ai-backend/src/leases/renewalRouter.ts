import {
  HttpRouterService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { newCorrelationId, toVertexAiError, VertexAiError } from '../core';
import { logProblem } from '../http';
import { LEASE_SECRET_HEADER } from './externalAccount';
import { Renewals } from './Renewals';

const PATH = '/v1/leases/:lease/subject-token';

/**
 * What Google's libraries fetch with a lease's configuration. No credentials of Backstage come with it: the secret of the lease is all
 * that its holder has, and it opens nothing but this.
 */
export function createRenewalRouter(
  renewals: Renewals,
  logger: LoggerService,
): Router {
  const router = PromiseRouter();
  router.get(PATH, async (request, response) => {
    const correlationId = newCorrelationId();
    response.set({
      'cache-control': 'no-store',
      'x-correlation-id': correlationId,
    });
    try {
      const { lease } = request.params;
      if (!/^[a-z0-9]{26}$/.test(lease)) {
        throw new VertexAiError('not_found', 'This is not the id of a lease.');
      }
      const { assertion, expiresAt } = await renewals.renew({
        lease,
        secret: request.header(LEASE_SECRET_HEADER),
        correlationId,
      });
      response.json({
        subject_token: assertion.token.reveal(),
        expires_at: expiresAt.toISOString(),
      });
    } catch (error) {
      const failure = toVertexAiError(error);
      logProblem(logger, failure, correlationId);
      if (failure.retry) {
        response.set('retry-after', String(failure.retry.afterMs / 1_000));
      }
      const problem = failure.toProblem(correlationId);
      response
        .status(problem.status)
        .type('application/problem+json')
        .send(JSON.stringify(problem));
    }
  });
  return router;
}

/** Lets exactly this one through without credentials of Backstage. */
export function openRenewalPath(httpRouter: HttpRouterService): void {
  httpRouter.addAuthPolicy({ path: PATH, allow: 'unauthenticated' });
}
