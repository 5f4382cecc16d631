import { approvals } from '../messages/approvals';
import { access } from '../messages/common';
import { credentials } from '../messages/credentials';
import { deployments } from '../messages/deployments';
import { environments } from '../messages/environments';
import { endpoints, models } from '../messages/models';
import { overview } from '../messages/overview';
import { securityKeys } from '../messages/stepUp';

/** The tabs of the plugin, with the titles that they have before they are translated. */
export const areaTitles = {
  overview: overview.title,
  models: models.title,
  endpoints: endpoints.title,
  deployments: deployments.title,
  approvals: approvals.title,
  environments: environments.title,
  credentials: credentials.title,
  securityKeys: securityKeys.title,
  access: access.title,
} as const;

export type AreaId = keyof typeof areaTitles;

/** Where an area is, below the plugin: `security-keys`. */
export function areaPath(id: AreaId): string {
  return id.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

export const areaIds = Object.keys(areaTitles) as AreaId[];
