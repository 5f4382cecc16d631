import { withoutUndefined } from '../../../core/json';
import { Call, Reply, World } from '../../../http/Route';
import { canonicalParent } from '../found';
import { ListRules, ListSource, listPage } from '../lists/page';
import { defaultVersion, FoundVersion } from './findModelVersion';
import { deploymentsByModel, modelIdOf, renderModel } from './renderModel';

const RULES: ListRules = {
  filterFields: {
    model: { value: modelIdOf, operators: ['=', '!='] },
    displayName: {
      value: model => String(model.displayName ?? ''),
      operators: ['=', '!='],
    },
    baseModelName: { value: () => '', operators: ['='] },
  },
  orderFields: ['displayName', 'createTime', 'updateTime'],
};

/** The default version of each model of a location. */
export function listModels(call: Call, world: World): Reply {
  const prefix = `${canonicalParent(call.params.parent, world)}/models/`;
  const deployments = deploymentsByModel(world.state);
  const source: ListSource<FoundVersion> = {
    items: [...world.state.models.values()]
      .filter(model => model.name.startsWith(prefix))
      .map(model => ({ model, version: defaultVersion(model) })),
    view: ({ model, version }) => ({
      name: model.name,
      displayName: model.displayName,
      createTime: model.createTime,
      updateTime: model.updateTime,
      labels: { ...model.labels, ...version.labels },
    }),
    render: found => renderModel(found, deployments),
  };
  const { items, nextPageToken } = listPage(source, call, RULES);
  return { body: withoutUndefined({ models: items, nextPageToken }) };
}
