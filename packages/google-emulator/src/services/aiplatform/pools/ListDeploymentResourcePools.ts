import { withoutUndefined } from '../../../core/json';
import { Call, Reply, World } from '../../../http/Route';
import { canonicalParent } from '../found';
import { listPage } from '../lists/page';
import { renderPool } from './renderPool';

export function listPools(call: Call, world: World): Reply {
  const parent = canonicalParent(call.params.parent, world);
  const pools = [...world.state.pools.values()].filter(pool =>
    pool.name.startsWith(`${parent}/deploymentResourcePools/`),
  );
  const { items, nextPageToken } = listPage(
    { items: pools, view: renderPool, render: renderPool },
    call,
    { filterFields: {}, orderFields: [] },
  );
  return {
    body: withoutUndefined({ deploymentResourcePools: items, nextPageToken }),
  };
}
