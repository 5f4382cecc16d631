/**
 * The way in over HTTP: who asks, what exactly, whether that is allowed, and how an answer or a failure leaves.
 *
 * Promises that no handler runs before authentication, parsing, permission and policy, and that a failure leaves as a
 * problem document without internals. Slices register their handlers in plugin.ts; nobody else builds a router.
 */
export * from './Api';
export * from './CallerRate';
export * from './Callers';
export {
  EnvironmentAccess,
  type StillPossible,
} from './permissions/EnvironmentAccess';
export { evaluate } from './permissions/evaluate';
export { SignInClaimsReader } from './SignInClaimsReader';
export * from './problems';
