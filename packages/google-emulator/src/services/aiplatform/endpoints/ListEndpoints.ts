import { withoutUndefined } from '../../../core/json';
import { Call, Reply, World } from '../../../http/Route';
import { canonicalParent } from '../found';
import { EndpointRecord } from '../../../state/records';
import { ListRules, ListSource, listPage } from '../lists/page';
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
  const source: ListSource<EndpointRecord> = {
    items: [...world.state.endpoints.values()].filter(endpoint =>
      endpoint.name.startsWith(prefix),
    ),
    view: ({ name, spec, createTime, updateTime }) =>
      withoutUndefined({
        name,
        displayName: spec.displayName,
        labels: spec.labels,
        createTime,
        updateTime,
      }),
    render: renderEndpoint,
  };
  const { items, nextPageToken } = listPage(source, call, RULES);
  return { body: withoutUndefined({ endpoints: items, nextPageToken }) };
}
