/**
 * What runs in the model registries and on the endpoints, as Google says, from memory for lists and live for one thing.
 *
 * Promises that a list never waits for Google once it has been read, that one unreadable location does not hide the others,
 * and that nobody sees an environment in which the policy does not let them read. Never writes to our database but to the log, and
 * which uploads were sent.
 */
export * from './entityRef';
export * from './Inventory';
export * from './changes/ModelAliases';
export * from './changes/ModelUploads';
export * from './changes/signing';
export * from './changes/UploadStore';
export { readModelFacts } from './readModelFacts';
export * from './Registry';
export * from './router';
