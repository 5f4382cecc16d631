import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';

/** The configuration of one instance of the provider, complete and checked. See `config.d.ts` for what each means. */
export interface CatalogSettings {
  /** `default` when the configuration is a single object. */
  instance: string;
  schedule: SchedulerServiceTaskScheduleDefinition;
  /** Absent means all. */
  environments?: readonly string[];
  /** Full entity ref. */
  owner: string;
  /** Full entity ref. */
  system?: string;
  lifecycle?: string;
  labels: { owner: string; system: string; lifecycle: string };
  removalGuard: RemovalGuardSettings;
  deployments: { maxAgeDays: number; maxCount: number };
}

export interface RemovalGuardSettings {
  /** Of what is known, 0 to 100. */
  maxPercentage: number;
  alwaysAllowed: number;
}

/** Whether this instance shows an environment. */
export function shows(settings: CatalogSettings, environment: string): boolean {
  return settings.environments?.includes(environment) ?? true;
}
