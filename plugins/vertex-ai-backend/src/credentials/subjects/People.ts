import type { UserEntity } from '@backstage/catalog-model';

/** What the catalog says of a person, as far as a token of the person's own is compared with it. */
export interface Person {
  email?: string;
  annotations: Readonly<Record<string, string>>;
}

/** Reads people as they are in the catalog now. */
export interface People {
  /** @throws VertexAiError `role_missing` when nobody is called that; `internal` with a retry when the catalog cannot be read */
  person(ref: string): Promise<Person>;
}

export function personOf(
  entity: Pick<UserEntity, 'metadata' | 'spec'>,
): Person {
  const { email } = entity.spec?.profile ?? {};
  return {
    email: typeof email === 'string' && email !== '' ? email : undefined,
    annotations: entity.metadata.annotations ?? {},
  };
}
