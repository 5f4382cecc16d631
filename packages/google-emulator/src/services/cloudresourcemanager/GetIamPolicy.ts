import { createHash } from 'node:crypto';
import { Call, Reply, World } from '../../http/Route';

/** The bindings of the project, and which data access it logs. */
export function getProjectIamPolicy(call: Call, world: World): Reply {
  const { bindings, auditConfigs } = world.state.project(call.params.project)!;
  const policy = {
    version: 1,
    bindings,
    ...(auditConfigs && auditConfigs.length > 0 && { auditConfigs }),
  };
  const etag = createHash('sha256')
    .update(JSON.stringify(policy))
    .digest('base64')
    .slice(0, 12);
  return { body: { ...policy, etag } };
}
