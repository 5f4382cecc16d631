/**
 * Emulator of the Google APIs that the plugins call: STS, IAM Credentials, OAuth 2 token routes, Resource Manager,
 * Vertex AI. For development and tests.
 *
 * Promises: it verifies what Google verifies and refuses what Google refuses; where it is laxer, or where its
 * words are its own, that is written down (laxer-than-google.md, texts.ts). It keeps no token in clear.
 * Never: listens beyond loopback, imports a package of this repository, calls Google.
 * Used by: tests, the testkit, the demo, the benchmarks. No shipped plugin imports it.
 */
export { startEmulator } from './startEmulator';
export type { Emulator, EmulatorOptions } from './startEmulator';
export { demoEntra, startAzure } from './azure/startAzure';
export type { Azure, AzureOptions } from './azure/startAzure';
export type {
  ApplicationSeed,
  EntraSeed,
  ManagedIdentitySeed,
} from './azure/Entra';
export { TestIssuer } from './testIssuer/TestIssuer';
export { EmulatorClock } from './core/EmulatorClock';
export { Journal } from './journal/Journal';
export type {
  JournalEntry,
  JournalFilter,
  ServiceName,
} from './journal/Journal';
export { Scenarios } from './scenarios/Scenarios';
export type { Scenario, ScenarioEffect } from './scenarios/Scenarios';
export { DOCUMENTED_RATE_LIMITS } from './http/RateLimiter';
export { demoSeed } from './seed/demoSeed';
export { needHardwareKeyInProduction } from './seed/needHardwareKeyInProduction';
export type { DemoSeedOverrides } from './seed/demoSeed';
export type * from './seed/EmulatorSeed';
export { EmulatorState } from './state/EmulatorState';
export type * from './state/records';
export { OWN_WORDING, stsTexts, vertexTexts } from './texts';
