import { HttpRouterService } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Issuer } from './Issuer';

const DISCOVERY = '/issuer/.well-known/openid-configuration';
const JWKS = '/issuer/jwks.json';

/** The two documents that Google reads. They are public by nature; nothing else of the plugin is. */
export function createIssuerRouter(
  issuer: Issuer,
  options: { maxAgeSeconds: number },
): Router {
  const router = PromiseRouter();
  const cacheControl = `public, max-age=${options.maxAgeSeconds}`;
  router.get(DISCOVERY, (_, response) => {
    response.set('cache-control', cacheControl).json(issuer.discovery());
  });
  router.get(JWKS, async (_, response) => {
    const jwks = await issuer.jwks();
    response.set('cache-control', cacheControl).json(jwks);
  });
  return router;
}

/** Lets exactly the two documents through without credentials. */
export function openIssuerPaths(httpRouter: HttpRouterService): void {
  for (const path of [DISCOVERY, JWKS]) {
    httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
  }
}
