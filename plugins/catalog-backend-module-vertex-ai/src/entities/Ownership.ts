import { stringifyEntityRef } from '@backstage/catalog-model';
import { MappingContext } from './MappingContext';

/** Who answers for a thing, in the words of the catalog. */
export interface Ownership {
  /** Full entity ref. */
  owner: string;
  /** Full entity ref. */
  system?: string;
  lifecycle: string;
}

/** Names that an entity ref can carry; a Google label value may also be empty, or begin or end with a dash. */
const ENTITY_NAME = /^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$/;

/** From the honoured Google labels where they are usable, else from the environment, else from the provider's configuration. */
export function ownershipOf(
  labels: Record<string, string>,
  { settings, environment }: MappingContext,
): Ownership {
  const owner = refFromLabel(labels[settings.labels.owner], 'group');
  const system = refFromLabel(labels[settings.labels.system], 'system');
  const { catalog } = environment;
  return {
    owner: owner ?? catalog.owner ?? settings.owner,
    system: system ?? catalog.system ?? settings.system,
    lifecycle:
      labels[settings.labels.lifecycle] ||
      catalog.lifecycle ||
      settings.lifecycle ||
      environment.name,
  };
}

function refFromLabel(
  value: string | undefined,
  kind: string,
): string | undefined {
  return value !== undefined && ENTITY_NAME.test(value)
    ? stringifyEntityRef({ kind, namespace: 'default', name: value })
    : undefined;
}
