/**
 * The only caller of Google: one client per API, base URLs from the configuration.
 *
 * Promises that every call carries a credential of its context, a reason and a trace, and that every failure leaves as a
 * VertexAiError from one table, without a token in it. Decides nothing: whoever calls has asked the policy before.
 */
export * from './CallContext';
export * from './GoogleApiError';
export { createGoogleFetch } from './googleFetch';
export * from './iamCredentials';
export * from './QuotasApi';
export * from './ResourceManagerApi';
export * from './sts';
export { TokenHttp } from './TokenHttp';
export * from './tokenInfo';
export * from './vertex';
