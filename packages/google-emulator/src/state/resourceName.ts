/** `projects/P/locations/L[/COLLECTION/ID]`, taken apart. A model id may carry `@version` or `@alias`. */
export interface ResourceName {
  project: string;
  location: string;
  collection?: string;
  id?: string;
  version?: string;
}

const PATTERN =
  /^projects\/([^/]+)\/locations\/([^/]+)(?:\/([a-zA-Z]+)\/([^/@]+)(?:@([^/]+))?)?$/;

export function parseResourceName(name: string): ResourceName | undefined {
  const match = PATTERN.exec(name);
  if (!match) return undefined;
  const [, project, location, collection, id, version] = match;
  return { project, location, collection, id, version };
}

export function formatResourceName(name: ResourceName): string {
  const parent = `projects/${name.project}/locations/${name.location}`;
  return name.collection ? `${parent}/${name.collection}/${name.id}` : parent;
}
