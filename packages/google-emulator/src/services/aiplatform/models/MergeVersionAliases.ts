import { ApiError } from '../../../core/ApiError';
import { Call, Reply, World } from '../../../http/Route';
import { touch } from '../../../operations/effects/model';
import { vertexTexts } from '../../../texts';
import { checkAlias } from './aliases';
import { findNumberedVersion } from './findModelVersion';
import { deploymentsByModel, renderModel } from './renderModel';

/**
 * Gives aliases to a version, taking them from the version that had them; `-alias` takes one away. The alias
 * `default` moves but never disappears.
 */
export function mergeVersionAliases(call: Call, world: World): Reply {
  const found = findNumberedVersion(call.params.name, world);
  const merged = [call.body.versionAliases ?? []].flat().map(String);
  const added = merged.filter(alias => !alias.startsWith('-'));
  const removed = merged
    .filter(alias => alias.startsWith('-'))
    .map(alias => alias.slice(1));
  [...added, ...removed].forEach(checkAlias);
  if (removed.includes('default')) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.removeDefault);
  }
  for (const version of found.model.versions) {
    version.aliases = version.aliases.filter(alias => !added.includes(alias));
  }
  const { version } = found;
  version.aliases = [...version.aliases, ...added].filter(
    alias => !removed.includes(alias),
  );
  version.updateTime = call.now.toISOString();
  touch(found.model, call.now);
  return { body: renderModel(found, deploymentsByModel(world.state)) };
}
