import { isObject } from '../../../core/json';
import { Call, Reply, World } from '../../../http/Route';
import { vertexTexts } from '../../../texts';
import { checkDedicated } from '../endpoints/predictionResources';
import { canonicalParent, refuseTaken } from '../found';
import { checkServingQuota } from '../quota/servingQuota';
import { checkResourceId, refuseFieldErrors } from '../validate';

/** Starts a pool of machines that several deployed models may share. Its name keeps the id the client chose. */
export function createPool(call: Call, world: World): Reply {
  const id = String(call.body.deploymentResourcePoolId ?? '');
  const sent = isObject(call.body.deploymentResourcePool)
    ? call.body.deploymentResourcePool
    : {};
  const dedicated = sent.dedicatedResources;
  if (!isObject(dedicated)) {
    refuseFieldErrors([
      {
        field: 'deployment_resource_pool.dedicated_resources',
        message: vertexTexts.required,
      },
    ]);
  }
  checkResourceId('DeploymentResourcePool', id);
  const parent = canonicalParent(call.params.parent, world);
  const name = `${parent}/deploymentResourcePools/${id}`;
  refuseTaken(
    { kind: 'DeploymentResourcePool', name },
    [world.state.pools, 'CreateDeploymentResourcePool'],
    world,
  );
  const { name: _name, ...rest } = sent;
  const spec = {
    ...rest,
    dedicatedResources: checkDedicated(dedicated as never),
  };
  checkServingQuota({ target: name, spec }, world);
  const operation = world.operations.start({
    kind: 'CreateDeploymentResourcePool',
    target: name,
    parent: name,
    input: { spec },
    scenario: call.scenario,
  });
  return { body: world.operations.render(operation) };
}
