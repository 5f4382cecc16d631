/**
 * What other packages may add to the Vertex AI backend.
 *
 * Promises to change only with a major version. Holds interfaces and extension points; no logic of the plugin.
 */
export * from './IssuerSigner';
export * from './vertexAiIssuerExtensionPoint';
