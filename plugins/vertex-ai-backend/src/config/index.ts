/**
 * What the operator has written, read once.
 *
 * Promises that whatever gets through it can work, and that every mistake is reported with its path before the plugin starts. Nobody else
 * in the plugin reads configuration; every slice may use its types.
 */
export * from './readConfig';
