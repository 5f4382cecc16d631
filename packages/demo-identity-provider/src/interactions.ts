import type Provider from 'oidc-provider';
import type { Middleware } from './middleware';
import { choosePersonPage, errorPage } from './pages';
import { findPerson, people } from './people';

const INTERACTION_PATH = /^\/interaction\/[\w-]+(?:\/as\/([\w.-]+))?$/;

/**
 * The pages between "authorize" and "back to the portal":
 * `GET /interaction/<uid>` shows the people, `POST /interaction/<uid>/as/<person>` signs one in.
 * The provider's own interaction cookie (http-only, same-site) ties both to one browser.
 */
export function interactions(provider: Provider): Middleware {
  return async (ctx, next) => {
    const match = INTERACTION_PATH.exec(ctx.path);
    if (!match) {
      await next();
      return;
    }
    const [, chosenId] = match;
    protectPage(ctx);
    try {
      const { params } = await provider.interactionDetails(ctx.req, ctx.res);
      if (ctx.method === 'GET' && !chosenId) {
        const client = await provider.Client.find(String(params.client_id));
        ctx.body = choosePersonPage({
          people,
          path: ctx.path,
          client: client?.clientName ?? String(params.client_id),
        });
        return;
      }
      const person = chosenId && findPerson(chosenId);
      if (ctx.method !== 'POST' || !person) {
        ctx.status = 404;
        ctx.body = errorPage('There is no such person in the demo.');
        return;
      }
      const redirectTo = await provider.interactionResult(ctx.req, ctx.res, {
        login: { accountId: person.id },
        // An empty consent answers `prompt=consent`, which offline_access needs (OpenID Connect
        // Core 1.0, section 11); loadExistingGrant then grants what was asked for.
        consent: {},
      });
      ctx.status = 303;
      ctx.redirect(redirectTo);
    } catch (error) {
      if (!isSessionNotFound(error)) {
        throw error;
      }
      ctx.status = 400;
      ctx.body = errorPage(
        'This sign-in has ended or belongs to another browser. Go back to the portal and sign in again.',
      );
    }
  };
}

function protectPage(ctx: Parameters<Middleware>[0]): void {
  ctx.type = 'html';
  ctx.set({
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
}

function isSessionNotFound(error: unknown): boolean {
  return error instanceof Error && error.name === 'SessionNotFound';
}
