type Answer = 'signs' | DOMException;

const bytes = (text: string) => new TextEncoder().encode(text).buffer;

/**
 * A browser that has WebAuthn, with a key that answers at once. What it answers is verified in the tests of the backend; here it only has
 * to be passed on.
 */
export class TestKey {
  answers: Answer = 'signs';
  /** Challenges that it was asked to sign, as bytes in hex. */
  readonly signed: string[] = [];
  #before?: PropertyDescriptor;

  /** From here on the browser has it. */
  plugIn(): void {
    this.#before = Object.getOwnPropertyDescriptor(navigator, 'credentials');
    Object.defineProperty(window, 'PublicKeyCredential', {
      value: class {},
      configurable: true,
    });
    Object.defineProperty(navigator, 'credentials', {
      configurable: true,
      value: {
        get: async ({ publicKey }: CredentialRequestOptions) => {
          this.#mayFail();
          this.signed.push(
            Buffer.from(publicKey!.challenge as ArrayBuffer).toString(),
          );
          return this.#credential({
            authenticatorData: bytes('data'),
            signature: bytes('signature'),
          });
        },
        create: async () => {
          this.#mayFail();
          return this.#credential({
            attestationObject: bytes('attestation'),
            getTransports: () => ['usb'],
          });
        },
      },
    });
  }

  pullOut(): void {
    Reflect.deleteProperty(window, 'PublicKeyCredential');
    Reflect.deleteProperty(navigator, 'credentials');
    if (this.#before) {
      Object.defineProperty(navigator, 'credentials', this.#before);
    }
  }

  #mayFail(): void {
    if (this.answers !== 'signs') {
      throw this.answers;
    }
  }

  #credential(response: object) {
    return {
      id: 'a2V5',
      rawId: bytes('key'),
      type: 'public-key',
      authenticatorAttachment: 'cross-platform',
      getClientExtensionResults: () => ({}),
      response: { clientDataJSON: bytes('{}'), ...response },
    };
  }
}
