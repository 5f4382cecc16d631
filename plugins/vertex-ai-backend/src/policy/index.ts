/**
 * Who may do what in which environment.
 *
 * Promises: default deny; the same answer for preview, request and execution; every refusal explained. Never reads a
 * database, the clock or the network. Everybody in the backend may ask.
 */
export * from './decide';
export { askRule, listsNobody } from './accessRules';
export * from './claims';
export * from './evaluate';
export * from './explain';
export type { ModelFacts, TouchedModel } from './modelRules';
export { hasModelRules } from './modelRules';
export * from './Policy';
export * from './refusals';
export * from './requirements';
