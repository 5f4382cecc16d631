import type Provider from 'oidc-provider';

/** A step of the provider's own HTTP pipeline (Koa). */
export type Middleware = Parameters<Provider['use']>[0];
