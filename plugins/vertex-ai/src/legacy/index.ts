/**
 * The plugin for apps of the older frontend system: the same pages, entity contents and cards in that system's shell.
 *
 * The app has to load the style sheet of `@backstage/ui`.
 *
 * @packageDocumentation
 */
export * from './plugin';
export { vertexAiApiRef } from '../api';
export { vertexAiGoogleAuthApiRef } from '../google/googleAuth';
export type { GoogleAuthApi } from '../google/googleAuth';
export { vertexAiTranslationRef } from '../translation';
