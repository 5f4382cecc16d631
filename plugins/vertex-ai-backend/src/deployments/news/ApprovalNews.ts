import { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  Role,
  rolesForAction,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig } from '../../config';
import { Policy } from '../../policy';
import { toState } from '../store/columns';
import type { DeploymentRow } from '../store/rows';
import { titleOf } from './titleOf';

/** Tells those who decide that they are asked, and those who asked what was decided. Never before a commit, and never in the way. */
export class ApprovalNews {
  readonly #notifications: NotificationService;
  readonly #policy: Policy;
  readonly #logger: LoggerService;

  constructor(services: {
    notifications: NotificationService;
    policy: Policy;
    logger: LoggerService;
  }) {
    this.#notifications = services.notifications;
    this.#policy = services.policy;
    this.#logger = services.logger;
  }

  /** To everybody who may approve it, but not to who asked. */
  asked(row: DeploymentRow): void {
    const environment = this.#policy.environment(row.environment);
    const groups = (environment.requires[row.action] ?? []).flatMap(
      requirement => (requirement.kind === 'approvals' ? requirement.from : []),
    );
    this.#send(groups, row, {
      title: `Waits for your approval: ${titleOf(toState(row, []))}`,
      description: `${row.requested_by} asks for this in ${environment.title}.`,
      severity: 'normal',
    });
  }

  /** To who asked. */
  decided(row: DeploymentRow, outcome: 'approved' | 'rejected'): void {
    if (row.requested_by.startsWith('user:')) {
      this.#send([row.requested_by], row, {
        title: `${titleOf(toState(row, []))}: ${outcome}`,
        description: row.message,
        severity: outcome === 'rejected' ? 'high' : 'normal',
      });
    }
  }

  /** To everybody who would have been asked, and to who looks at it afterwards. */
  glassBroken(row: DeploymentRow): void {
    const environment = this.#policy.environment(row.environment);
    const state = toState(row, []);
    const told = [
      ...rolesForAction['approval.vote'],
      ...rolesForAction['approval.review'],
    ].flatMap(role => environment.access[role] ?? []);
    this.#send(refsOf(told), row, {
      title: `Without approval, in an emergency: ${titleOf(state)}`,
      description: `${row.requested_by} in ${environment.title}: ${state.request.reason}`,
      severity: 'critical',
    });
  }

  #send(
    entityRef: string[],
    row: DeploymentRow,
    payload: Pick<NotificationPayload, 'title' | 'description' | 'severity'>,
  ): void {
    if (entityRef.length === 0) {
      return;
    }
    const asker =
      entityRef.length === 1 && entityRef[0] === row.requested_by
        ? {}
        : { excludeEntityRef: row.requested_by };
    this.#notifications
      .send({
        recipients: { type: 'entity', entityRef, ...asker },
        payload: {
          ...payload,
          link: `/vertex-ai/approvals/${row.id}`,
          topic: 'vertex-ai',
          scope: `vertex-ai-approval-${row.id}`,
        },
      })
      // Notifications throw where their backend is not installed, which is nothing to warn of.
      .catch(error =>
        this.#logger.debug(`A notification was not sent: ${error}`),
      );
  }
}

/** Those who are told for certain; whom a rule admits by a claim of the sign-in only, nobody knows here. */
function refsOf(rules: EnvironmentConfig['access'][Role]): string[] {
  return [
    ...new Set(
      (rules ?? [])
        .filter(({ claims }) => Object.keys(claims).length === 0)
        .flatMap(({ groups, users }) => [...groups, ...users]),
    ),
  ];
}
