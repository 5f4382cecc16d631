import type Provider from 'oidc-provider';
import type { Middleware } from './middleware';

/**
 * An ordinary provider signs the last person of a browser in again without a question. A demo is
 * about being somebody else, so each authorization request begins without a session and shows the
 * people. Refresh tokens from `offline_access` outlive the session, as the standard wants.
 */
export function forgetLastPerson(provider: Provider): Middleware {
  return async (ctx, next) => {
    if (ctx.path === '/auth') {
      const session = await provider.Session.get(ctx);
      if (session.accountId) {
        await session.destroy();
      }
    }
    await next();
  };
}
