import { withoutUndefined } from '../../../core/json';
import { Call, Reply, World } from '../../../http/Route';
import { canonicalParent } from '../found';
import { ListRules, listPage } from '../lists/page';
import { findModelVersion } from './findModelVersion';
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
  const models = [...world.state.models.values()]
    .filter(model => model.name.startsWith(prefix))
    .map(model =>
      renderModel(findModelVersion(model.name, world), deployments),
    );
  const { items, nextPageToken } = listPage(models, call, RULES);
  return { body: withoutUndefined({ models: items, nextPageToken }) };
}
