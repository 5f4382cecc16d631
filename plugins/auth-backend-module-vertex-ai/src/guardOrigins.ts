import { NotAllowedError } from '@backstage/errors';
import {
  AuthProviderRouteHandlers,
  decodeOAuthState,
} from '@backstage/plugin-auth-node';

/**
 * Keeps people on our own pages, and strangers' pages out. Backstage looks at the origin that receives the answer, but tells a refused
 * origin why it was refused; and it does not look at the address that a flow by redirect ends at, so that a link of ours would lead to a
 * stranger's page.
 */
export function guardOrigins(
  provider: AuthProviderRouteHandlers,
  isOriginAllowed: (origin: string) => boolean,
): AuthProviderRouteHandlers {
  const refuseForeign = (address: string | undefined, name: string) => {
    if (address !== undefined && !isOriginAllowed(originOf(address))) {
      throw new NotAllowedError(
        `The sign-in to Google is for this portal's own pages, and ${name} is elsewhere.`,
      );
    }
  };
  return {
    async start(request, response) {
      refuseForeign(request.query.redirectUrl?.toString(), 'redirectUrl');
      await provider.start(request, response);
    },
    async frameHandler(request, response) {
      const { origin, redirectUrl } = decodeOAuthState(
        request.query.state?.toString() ?? '',
      );
      refuseForeign(origin, 'origin');
      refuseForeign(redirectUrl, 'redirectUrl');
      await provider.frameHandler(request, response);
    },
    async refresh(request, response) {
      refuseForeign(request.get('origin'), 'the page that asks');
      await provider.refresh?.(request, response);
    },
    logout: (request, response) =>
      provider.logout?.(request, response) ?? Promise.resolve(),
  };
}

/** `null`, which no origin is, for what is no web address. */
function originOf(url: string): string {
  return URL.parse(url)?.origin ?? 'null';
}
