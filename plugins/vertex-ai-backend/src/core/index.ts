/**
 * Words that every slice uses: who asks, what time it is, how things are named and how they fail.
 *
 * No I/O, no database, no HTTP. Everybody may import it; it imports only the common contract.
 */
export * from './AccessGate';
export * from './Actor';
export * from './canonical';
export * from './Clock';
export * from './guardrailLanguage';
export * from './Ids';
export * from './provider';
export * from './Secret';
export * from './toVertexAiError';
export * from './VertexAiError';
