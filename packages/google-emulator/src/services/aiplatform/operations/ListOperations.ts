import { withoutUndefined } from '../../../core/json';
import { Call, Reply, World } from '../../../http/Route';
import { canonicalParent } from '../found';
import { OperationRecord } from '../../../state/records';
import { ListRules, ListSource, listPage } from '../lists/page';

const RULES: ListRules = {
  filterFields: {
    done: {
      value: operation => String(operation.done === true),
      operators: ['=', '!='],
    },
    name: { value: operation => String(operation.name), operators: ['='] },
  },
  orderFields: [],
  isOrdered: true,
};

/** Operations of a location (with those of its resources) or of one resource, newest first. */
export function listOperations(call: Call, world: World): Reply {
  const parent = canonicalParent(call.params.name, world);
  const operations = [...world.state.operations.values()]
    .filter(operation => operation.name.startsWith(`${parent}/`))
    .sort((a, b) => b.startedAtMs - a.startedAtMs);
  const source: ListSource<OperationRecord> = {
    items: operations,
    view: ({ name, outcome }) => ({ name, done: outcome !== undefined }),
    render: operation => world.operations.render(operation),
  };
  const { items, nextPageToken } = listPage(source, call, RULES);
  return { body: withoutUndefined({ operations: items, nextPageToken }) };
}
