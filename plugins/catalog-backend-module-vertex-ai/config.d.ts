import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

/** One instance of the provider. */
interface VertexAiProviderConfig {
  /**
   * How often everything is read. Defaults to every 5 minutes, at most 10 minutes long, first 10 seconds after start.
   *
   * A deployment does not wait for it: its changes arrive by event within seconds.
   */
  schedule?: SchedulerServiceTaskScheduleDefinitionConfig;

  /**
   * Names of the environments to show, as configured under `vertexAi.environments`. Defaults to all of them.
   *
   * What was shown before of an environment that is taken off this list leaves the catalog at the next refresh.
   * With several instances each must name its environments, and no environment may be named twice.
   */
  environments?: string[];

  /**
   * Owner of what carries no owner label, where the environment's `catalog` names none, as an entity ref; kind `group` and namespace `default` may be left out.
   * Defaults to `group:default/unknown`.
   */
  owner?: string;

  /**
   * System of what carries no system label, where the environment's `catalog` names none, as an entity ref; kind `system` and namespace `default` may be left out.
   * Defaults to none.
   */
  system?: string;

  /** Lifecycle of what carries no lifecycle label. Defaults to the name of the environment. */
  lifecycle?: string;

  /** Google labels that are honoured. Every other label that fits the catalog's rules is copied as it is. */
  labels?: {
    /** Names a group of namespace `default`: `fraud-ml` is `group:default/fraud-ml`. Defaults to `backstage-owner`. */
    owner?: string;
    /** Names a system of namespace `default`. Defaults to `backstage-system`. */
    system?: string;
    /** Defaults to `backstage-lifecycle`. */
    lifecycle?: string;
  };

  /** Keeps a wrong answer from emptying the catalog. It looks at one kind of thing in one location at a time. */
  removalGuard?: {
    /**
     * Largest share, in percent, that may leave at once. More is refused with an error in the log, and stays.
     * Defaults to 30; 100 switches the guard off, for instance while a registry is being cleaned up on purpose.
     */
    maxPercentage?: number;
    /** So many may always leave at once, so that a small registry can be emptied. Defaults to 5. */
    alwaysAllowed?: number;
  };

  /** Which deployments are shown. One that still serves, or is still going on, is always shown. */
  deployments?: {
    /** How long after its request an ended deployment is shown, in days. Defaults to 90. */
    maxAgeDays?: number;
    /** How many ended deployments of one environment are shown at most, newest first. Defaults to 500. */
    maxCount?: number;
  };
}

export interface Config {
  catalog?: {
    providers?: {
      /**
       * Shows the models, endpoints and deployments of the Vertex AI plugin in the catalog.
       *
       * Either one instance, or several by name. The names of its own keys cannot name an instance.
       */
      vertexAi?:
        | VertexAiProviderConfig
        | { [instance: string]: VertexAiProviderConfig };
    };
  };
}
