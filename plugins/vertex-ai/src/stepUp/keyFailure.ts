/** What the browser would not do with a key. */
export class KeyFailure extends Error {
  readonly kind: 'cancelled' | 'known' | 'broken';

  constructor(error: unknown) {
    super((error as Error)?.message ?? String(error));
    this.name = 'KeyFailure';
    this.kind = kindOf((error as Error)?.name);
  }
}

/** By the names that WebAuthn gives them (§5.1.3, §5.1.4). */
function kindOf(name: string | undefined): KeyFailure['kind'] {
  switch (name) {
    case 'NotAllowedError':
    case 'AbortError':
      return 'cancelled';
    case 'InvalidStateError':
      return 'known';
    default:
      return 'broken';
  }
}

/** Runs what the browser does with a key. @throws KeyFailure */
export async function withKey<T>(touch: () => Promise<T>): Promise<T> {
  try {
    return await touch();
  } catch (error) {
    throw new KeyFailure(error);
  }
}
