/** Resource names of Vertex AI: made from checked parts, taken apart without trusting them. */

export function locationName(project: string, location: string): string {
  return `projects/${project}/locations/${location}`;
}

/** `model` is an id, or what {@link versioned} makes of one. */
export function modelName(
  project: string,
  location: string,
  model: string,
): string {
  return `${locationName(project, location)}/models/${model}`;
}

/** A model's id with a version id or an alias; without one it means the default version. */
export function versioned(model: string, version?: string): string {
  return version === undefined ? model : `${model}@${version}`;
}

export function endpointName(
  project: string,
  location: string,
  endpoint: string,
): string {
  return `${locationName(project, location)}/endpoints/${endpoint}`;
}

/** The id after the last collection of a name, without a version: `…/models/7001@2` gives `7001`. */
export function idOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).split('@')[0];
}

/** The name without a version: `…/models/7001@2` gives `…/models/7001`. */
export function withoutVersion(name: string): string {
  return name.split('@')[0];
}

/** The version in a name, where there is one. */
export function versionOf(name: string): string | undefined {
  return name.split('@')[1];
}
