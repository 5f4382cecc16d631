import {
  DEFAULT_NAMESPACE,
  entityEnvelopeSchemaValidator,
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import fc from 'fast-check';
import {
  deploymentEntityRef,
  endpointEntityRef,
  modelEntityRef,
} from './entityRef';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const word = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({
    unit: fc.constantFrom(...alphabet),
    minLength,
    maxLength,
  });
/** Whatever the contract's resourceIdSchema lets through. */
const id = fc
  .tuple(
    word(`${letters}${letters.toUpperCase()}0123456789`, 1, 1),
    word(`${letters}${letters.toUpperCase()}0123456789-_`, 0, 62),
  )
  .map(([head, tail]) => head + tail);
const location = fc
  .tuple(
    word(letters, 2, 12),
    word(letters, 2, 12),
    fc.integer({ min: 1, max: 40 }),
  )
  .map(([area, side, number]) => `${area}-${side}${number}`);

describe('entity refs', () => {
  it('keep short ids as they are', () => {
    expect(modelEntityRef('dev', 'europe-west4', '7001')).toBe(
      'resource:dev/model-europe-west4-7001',
    );
    expect(endpointEntityRef('prod', 'us-central1', 'fraud-live')).toBe(
      'api:prod/endpoint-us-central1-fraud-live',
    );
    expect(deploymentEntityRef('dev', '01jdz3b6k8e4n5p6q7r8s9t0vw')).toBe(
      'resource:dev/deployment-01jdz3b6k8e4n5p6q7r8s9t0vw',
    );
  });

  it('are what the catalog accepts, for every id that Google may give', () => {
    const validate = entityEnvelopeSchemaValidator();
    fc.assert(
      fc.property(location, id, (place, resource) => {
        for (const ref of [
          modelEntityRef('dev', place, resource),
          endpointEntityRef('dev', place, resource),
        ]) {
          const { kind, namespace, name } = parseEntityRef(ref);
          expect(KubernetesValidatorFunctions.isValidObjectName(name)).toBe(
            true,
          );
          validate({
            apiVersion: 'backstage.io/v1alpha1',
            kind,
            metadata: { name, namespace },
          });
          expect(stringifyEntityRef({ kind, namespace, name })).toBe(ref);
          expect(namespace).not.toBe(DEFAULT_NAMESPACE);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('differ from those of every near miss, although refs compare without case', () => {
    const nearMisses: ((resource: string) => string)[] = [
      resource => resource.toUpperCase(),
      resource => resource.toLowerCase(),
      resource => `${resource.slice(0, 61)}-`,
      resource => `${resource.slice(0, 61)}_`,
      resource => `${resource.slice(0, -1)}x`,
      resource => resource.replace(/-/g, '_'),
    ];
    fc.assert(
      fc.property(
        location,
        id,
        fc.constantFrom(...nearMisses),
        (place, resource, miss) => {
          const other = miss(resource);
          fc.pre(other !== resource);
          expect(modelEntityRef('dev', place, resource).toLowerCase()).not.toBe(
            modelEntityRef('dev', place, other).toLowerCase(),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('tell apart ids that differ by case, by their last character beyond the limit, and by a forged hash', () => {
    const long = 'a'.repeat(62);
    const refs = [
      'Fraud',
      'fraud',
      'fraud-',
      'fraud_',
      `${long}b`,
      `${long}c`,
      // What a plain id would have to be to look like a hashed one; a dot is not possible in an id.
      modelEntityRef('dev', 'europe-west4', 'Fraud')
        .split('europe-west4-')[1]
        .replace('.', '-'),
    ].map(name => modelEntityRef('dev', 'europe-west4', name).toLowerCase());
    expect(new Set(refs).size).toBe(refs.length);
  });
});
