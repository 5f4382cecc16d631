import { LoggerService } from '@backstage/backend-plugin-api';
import {
  DeploymentChanged,
  isFinal,
  rolesForAction,
  SIGNAL_DEPLOYMENTS,
  TOPIC_DEPLOYMENT_CHANGED,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { EnvironmentConfig } from '../../config';
import { Policy } from '../../policy';
import type { Inventory } from '../../registry';
import type { DeploymentState } from '../model';
import type { Claim } from '../store/Claim';
import { titleOf } from './titleOf';

export interface NewsServices {
  events: EventsService;
  signals: SignalsService;
  notifications: NotificationService;
  inventory: Pick<Inventory, 'invalidate'>;
  policy: Policy;
  logger: LoggerService;
}

/**
 * Tells others what has been committed. Never before a commit, never holds the work up, and never makes it fail: what is missed here
 * is still in the database, and pages poll.
 */
export class DeploymentNews {
  readonly #services: NewsServices;

  constructor(services: NewsServices) {
    this.#services = services;
  }

  /** A step of a worker was committed. */
  changed(claim: Claim, before: DeploymentState): void {
    const { state, environment, requestedBy } = claim;
    const wrote = Object.values(state.effects).some(
      effect => effect !== before.effects[effect.kind],
    );
    if (wrote) {
      this.#services.inventory.invalidate(environment, state.request.location);
    }
    if (state.phase !== before.phase) {
      this.phaseChanged({ id: claim.id, environment, phase: state.phase });
    } else if (
      wrote ||
      state.message !== before.message ||
      state.stage !== before.stage
    ) {
      this.signal({ id: claim.id, environment, phase: state.phase });
    }
    if (isFinal(state.phase) && state.phase !== before.phase) {
      this.#notify(requestedBy, state);
    }
  }

  /** A deployment was accepted, or has got into another phase. */
  phaseChanged(change: DeploymentChanged): void {
    this.#quietly('event', () =>
      this.#services.events.publish({
        topic: TOPIC_DEPLOYMENT_CHANGED,
        eventPayload: change,
      }),
    );
    this.signal(change);
  }

  /**
   * Something of it changed that is not its phase.
   *
   * To those who may read the deployments of the environment by the configuration, and to nobody else: that something happens in
   * production is news too. Signals go to whoever holds one of these ownership refs, so groups are named, not listed.
   */
  signal({ id, environment, phase }: DeploymentChanged): void {
    this.#quietly('signal', () =>
      this.#services.signals.publish({
        recipients: {
          type: 'user',
          entityRef: readersOf(this.#services.policy.environment(environment)),
        },
        channel: SIGNAL_DEPLOYMENTS,
        message: { id, environment, phase },
      }),
    );
  }

  #notify(requestedBy: string, state: DeploymentState): void {
    if (!requestedBy.startsWith('user:')) {
      return;
    }
    this.#quietly('notification', () =>
      this.#services.notifications.send({
        recipients: { type: 'entity', entityRef: requestedBy },
        payload: {
          title: `${titleOf(state)}: ${state.phase}`,
          description: state.message,
          link: `/vertex-ai/deployments/${state.id}`,
          severity: state.phase === 'failed' ? 'high' : 'normal',
          topic: 'vertex-ai',
          scope: `vertex-ai-deployment-${state.id}`,
        },
      }),
    );
  }

  /** Notifications throw where their backend is not installed, which is nothing to warn of. */
  #quietly(what: string, work: () => Promise<void>): void {
    Promise.resolve()
      .then(work)
      .catch(error =>
        this.#services.logger.debug(`A ${what} was not sent: ${error}`),
      );
  }
}

/** Who may read for certain. Whom a rule admits by a claim of the sign-in only, nobody knows here; such a page asks by itself. */
function readersOf({ access }: EnvironmentConfig): string[] {
  return [
    ...new Set(
      rolesForAction['deployment.read']
        .flatMap(role => access[role] ?? [])
        .filter(({ claims }) => Object.keys(claims).length === 0)
        .flatMap(({ groups, users }) => [...groups, ...users]),
    ),
  ];
}
