import type { Middleware } from './middleware';

/**
 * A page of any site can point a name of its own at 127.0.0.1 and so talk to loopback services
 * (DNS rebinding). The `Host` header then still carries that name, and is refused here.
 */
export function refuseForeignHosts(port: number): Middleware {
  const ours = new Set([`localhost:${port}`, `127.0.0.1:${port}`]);
  return async (ctx, next) => {
    if (!ours.has(ctx.host)) {
      ctx.status = 421;
      ctx.body = `The demo identity provider answers http://localhost:${port} only, not "${ctx.host}".`;
      return;
    }
    await next();
  };
}
