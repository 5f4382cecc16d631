import { withoutUndefined } from '../../../core/json';
import { Call, Reply, World } from '../../../http/Route';
import { canonicalParent } from '../found';
import { ListRules, listPage } from '../lists/page';
import { renderEndpoint } from './renderEndpoint';

const RULES: ListRules = {
  filterFields: {
    endpoint: {
      value: endpoint => String(endpoint.name).split('/').pop() ?? '',
      operators: ['=', '!='],
    },
    displayName: {
      value: endpoint => String(endpoint.displayName ?? ''),
      operators: ['=', '!='],
    },
    // No emulated model has a base model, so this filter finds nothing.
    baseModelName: { value: () => '', operators: ['='] },
  },
  orderFields: ['displayName', 'createTime', 'updateTime'],
};

export function listEndpoints(call: Call, world: World): Reply {
  const prefix = `${canonicalParent(call.params.parent, world)}/endpoints/`;
  const endpoints = [...world.state.endpoints.values()]
    .filter(endpoint => endpoint.name.startsWith(prefix))
    .map(renderEndpoint);
  const { items, nextPageToken } = listPage(endpoints, call, RULES);
  return { body: withoutUndefined({ endpoints: items, nextPageToken }) };
}
