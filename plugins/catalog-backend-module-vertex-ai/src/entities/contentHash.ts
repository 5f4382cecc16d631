import { ANNOTATION_CONTENT_HASH } from './annotations';
import { Entity } from '@backstage/catalog-model';
import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';

/**
 * Writes into an entity the hash of everything that this module says about it.
 *
 * What the catalog answers later has passed other processors and cannot be compared with what was emitted; this hash can.
 * SHA-256 over the canonical JSON (RFC 8785) without the annotation itself, its first 128 bits in hex.
 */
export function stampContentHash(entity: Entity): Entity {
  // Absent values must look the same whether the key is there or not.
  const plain: Entity = JSON.parse(JSON.stringify(entity));
  const hash = createHash('sha256')
    .update(canonicalize(plain)!)
    .digest('hex')
    .slice(0, 32);
  plain.metadata.annotations = {
    ...plain.metadata.annotations,
    [ANNOTATION_CONTENT_HASH]: hash,
  };
  return plain;
}

/** The stamped hash; absent on what this module did not write. */
export function contentHashOf(entity: Entity): string | undefined {
  return entity.metadata.annotations?.[ANNOTATION_CONTENT_HASH];
}
