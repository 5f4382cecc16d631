import { withoutUndefined } from '../../../core/json';
import { Call, Reply, World } from '../../../http/Route';
import { findModel } from '../found';
import { ListRules, listPage } from '../lists/page';
import { deploymentsByModel, renderModel } from './renderModel';

const RULES: ListRules = {
  filterFields: {},
  orderFields: ['createTime', 'updateTime', 'versionCreateTime'],
};

/** Every version of a model; each name carries its version id. */
export function listModelVersions(call: Call, world: World): Reply {
  const model = findModel(call.params.name, world);
  const deployments = deploymentsByModel(world.state);
  const versions = model.versions.map(version => ({
    ...renderModel({ model, version }, deployments),
    name: `${model.name}@${version.versionId}`,
    createTime: version.createTime,
    updateTime: version.updateTime,
  }));
  const { items, nextPageToken } = listPage(
    { items: versions, view: item => item, render: item => item },
    call,
    RULES,
  );
  return { body: withoutUndefined({ models: items, nextPageToken }) };
}
