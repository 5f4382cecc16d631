import type { EnvironmentConfig } from '../config';
import { digestOf } from '../core';
import type { RegistryModel } from '../google';
import type { Basis, FixedRequest } from './model';
import type { Target } from './preview/readTarget';

/** What a signature or an approval is bound to besides the request; undefined where the environment demands neither. Pure. */
export function basisOf(
  request: FixedRequest,
  target: Target,
  { requires }: Pick<EnvironmentConfig, 'requires'>,
): Basis | undefined {
  const demands = requires[request.action] ?? [];
  return demands.length > 0 ? lookedAt(request, target) : undefined;
}

/** What of the target people look at; undefined where the request names its etag itself. */
export function lookedAt(
  request: FixedRequest,
  { model, endpoint }: Target,
): Basis | undefined {
  return request.action === 'deployment.create' && model.kind === 'read'
    ? {
        ...(endpoint.kind === 'read' && {
          endpointEtag: endpoint.value.etag,
          endpointDisplayName: endpoint.value.displayName,
        }),
        modelDigest: modelDigest(model.value),
        modelDisplayName: model.value.displayName,
      }
    : undefined;
}

/** SHA-256 in hex over what the registry says of a model version that people and guardrails decide by. Aliases may move. */
export function modelDigest(model: RegistryModel): string {
  const { name, versionId, containerImageUri, artifactUri } = model;
  const { displayName, labels, versionCreateTime } = model;
  return digestOf({
    name,
    versionId,
    displayName,
    labels,
    ...(containerImageUri && { containerImageUri }),
    ...(artifactUri && { artifactUri }),
    ...(versionCreateTime && { versionCreateTime }),
  });
}
