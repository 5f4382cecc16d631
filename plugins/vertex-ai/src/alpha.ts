/**
 * The same plugin under the name where apps and older guides look for it.
 *
 * @packageDocumentation
 */
export { vertexAiPlugin as default } from './plugin';
