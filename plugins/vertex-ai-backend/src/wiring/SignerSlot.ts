import type {
  IssuerSigner,
  VertexAiIssuerExtensionPoint,
} from '@backstage-vertex/plugin-vertex-ai-node';
import { DatabaseSigner } from '../issuer';

/** The signer that a module has set, if any. */
export class SignerSlot implements VertexAiIssuerExtensionPoint {
  #chosen?: IssuerSigner;

  get chosen(): IssuerSigner | undefined {
    return this.#chosen;
  }

  setSigner(signer: IssuerSigner): void {
    if (this.#chosen) {
      throw new Error(
        `The issuer signs with ${this.#chosen.name} already; ${
          signer.name
        } cannot be set besides.`,
      );
    }
    if (
      !/^[a-z][a-z0-9-]{0,31}$/.test(signer.name) ||
      signer.name === DatabaseSigner.NAME
    ) {
      throw new Error(
        `A signer is not called "${signer.name}": take lower-case letters, digits and dashes, at most 32, and not ${DatabaseSigner.NAME}.`,
      );
    }
    this.#chosen = signer;
  }
}
