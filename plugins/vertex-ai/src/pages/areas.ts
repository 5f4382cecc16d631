import { deployments } from '../messages/deployments';
import { environments } from '../messages/environments';
import { endpoints, models } from '../messages/models';
import { overview } from '../messages/overview';

/** The tabs of the plugin, with the titles that they have before they are translated. */
export const areaTitles = {
  overview: overview.title,
  models: models.title,
  endpoints: endpoints.title,
  deployments: deployments.title,
  environments: environments.title,
} as const;

export type AreaId = keyof typeof areaTitles;

export const areaIds = Object.keys(areaTitles) as AreaId[];
