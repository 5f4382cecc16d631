import { ApiError } from '../../../core/ApiError';
import { toSnakeCase } from '../../../contract/contract';
import { JsonObject } from '../../../core/json';
import { Call, Reply, World } from '../../../http/Route';
import { vertexTexts } from '../../../texts';
import { findEndpoint } from '../found';
import { checkEtag, connectionErrors, refuseFieldErrors } from '../validate';

/** Changes clientConnectionConfig, the one field that this method takes. */
export function updateEndpointLongRunning(call: Call, world: World): Reply {
  const endpoint = findEndpoint(call.params.name, world);
  const sent = (call.body.endpoint ?? {}) as JsonObject;
  checkEtag(sent.etag, endpoint.etag);
  const other = Object.keys(sent).find(
    field => !['name', 'etag', 'clientConnectionConfig'].includes(field),
  );
  if (other) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      vertexTexts.maskField(toSnakeCase(other)),
    );
  }
  refuseFieldErrors(connectionErrors(sent.clientConnectionConfig));
  const operation = world.operations.start({
    kind: 'UpdateEndpointLongRunning',
    target: endpoint.name,
    parent: endpoint.name,
    input: { clientConnectionConfig: sent.clientConnectionConfig ?? {} },
    scenario: call.scenario,
  });
  return { body: world.operations.render(operation) };
}
