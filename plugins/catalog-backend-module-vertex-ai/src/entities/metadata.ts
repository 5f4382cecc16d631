import {
  ANNOTATION_ENVIRONMENT,
  ANNOTATION_LOCATION as ANNOTATION_GOOGLE_LOCATION,
  ANNOTATION_PROJECT,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  EntityLink,
  EntityMeta,
} from '@backstage/catalog-model';
import { locationOf } from './annotations';
import { MappingContext } from './MappingContext';
import { descriptionOf, labelsOf, tagOf, titleOf } from './text';

/** The parts of `metadata` that differ from kind to kind. */
export interface Described {
  name: string;
  /** Google location id. */
  location: string;
  displayName: string;
  description?: string;
  labels?: Record<string, string>;
  /** Free texts; those that can be tags become tags. */
  tags?: (string | undefined)[];
  annotations: Record<string, string | undefined>;
  links: (EntityLink | undefined)[];
}

export function metadataOf(
  described: Described,
  { settings, environment }: MappingContext,
): EntityMeta {
  const tags = ['vertex-ai', ...(described.tags ?? [])]
    .map(tag => tag && tagOf(tag))
    .filter(tag => tag !== undefined);
  const managedBy = locationOf(settings.instance);
  return {
    namespace: environment.name,
    name: described.name,
    title: titleOf(described.displayName, described.name),
    description: descriptionOf(described.description),
    labels: labelsOf(described.labels ?? {}),
    tags: [...new Set(tags)],
    annotations: definedOnly({
      [ANNOTATION_LOCATION]: managedBy,
      [ANNOTATION_ORIGIN_LOCATION]: managedBy,
      [ANNOTATION_ENVIRONMENT]: environment.name,
      [ANNOTATION_PROJECT]: environment.project,
      [ANNOTATION_GOOGLE_LOCATION]: described.location,
      ...described.annotations,
    }),
    links: described.links.filter(link => link !== undefined),
  };
}

/** A page of the portal; `segments` are its path below `/vertex-ai`. */
export function portalLink(
  { portalUrl }: MappingContext,
  title: string,
  segments: string[],
): EntityLink | undefined {
  return portalUrl === undefined
    ? undefined
    : {
        url: [portalUrl, 'vertex-ai', ...segments.map(encodeURIComponent)].join(
          '/',
        ),
        title,
        icon: 'dashboard',
      };
}

/** A page of Google's console; `path` is what follows `/vertex-ai/`. */
export function consoleLink(
  { environment }: MappingContext,
  path: string,
): EntityLink {
  return {
    url: `https://console.cloud.google.com/vertex-ai/${path}?project=${encodeURIComponent(
      environment.project,
    )}`,
    title: 'Google Cloud console',
    icon: 'externalLink',
  };
}

function definedOnly(
  values: Record<string, string | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
