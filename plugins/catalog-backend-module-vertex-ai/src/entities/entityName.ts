import {
  KubernetesValidatorFunctions,
  parseEntityRef,
} from '@backstage/catalog-model';

/**
 * Takes an entity's name from the ref that the backend gave it: the backend is the authority for names.
 *
 * @throws when the ref is not of the expected kind and namespace, or could not enter the catalog
 */
export function entityNameOf(
  entityRef: string,
  expected: { kind: 'Resource' | 'API'; namespace: string },
): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  if (
    kind.toLowerCase() !== expected.kind.toLowerCase() ||
    namespace !== expected.namespace ||
    !KubernetesValidatorFunctions.isValidObjectName(name)
  ) {
    throw new Error(
      `'${entityRef}' cannot name an entity; it would have to be ${expected.kind.toLowerCase()}:${
        expected.namespace
      }/<a name of at most 63 characters>`,
    );
  }
  return name;
}
