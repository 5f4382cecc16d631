import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { IssuerSigner } from './IssuerSigner';

/** What a module may change about the issuer of assertions. */
export interface VertexAiIssuerExtensionPoint {
  /**
   * Signs with this from now on. Keys of the signer before stay published until their last assertion has ended.
   *
   * @throws Error when another module has set one: there is one signer
   */
  setSigner(signer: IssuerSigner): void;
}

export const vertexAiIssuerExtensionPoint =
  createExtensionPoint<VertexAiIssuerExtensionPoint>({
    id: 'vertex-ai.issuer',
  });
