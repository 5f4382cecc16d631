import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Ending,
  rolesForAction,
  SIGNAL_ACCESS,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { Policy } from '../policy';

/**
 * Tells open pages to look whether access was ended. The signal says nothing else: what somebody may know of an ending, the page is told
 * when it asks. Sent after the commit; one that gets lost is made up for by the pages' polling.
 */
export class AccessNews {
  readonly #signals: SignalsService;
  readonly #policy: Policy;
  readonly #logger: LoggerService;

  constructor(services: {
    signals: SignalsService;
    policy: Policy;
    logger: LoggerService;
  }) {
    this.#signals = services.signals;
    this.#policy = services.policy;
    this.#logger = services.logger;
  }

  changed(ending: Ending): void {
    Promise.resolve()
      .then(() =>
        this.#signals.publish({
          recipients: this.#recipients(ending),
          channel: SIGNAL_ACCESS,
          message: { changed: true },
        }),
      )
      .catch(error => this.#logger.debug(`A signal was not sent: ${error}`));
  }

  /** The person, and whoever may end access there. Of what concerns everybody, everybody is told. */
  #recipients({ actor, environment }: Ending) {
    if (actor === undefined) {
      return { type: 'broadcast' as const };
    }
    const concerned = this.#policy.environments.filter(
      ({ name }) => environment === undefined || name === environment,
    );
    const enders = concerned.flatMap(({ access }) =>
      rolesForAction['credential.end']
        .flatMap(role => access[role] ?? [])
        .flatMap(({ groups, users }) => [...groups, ...users]),
    );
    const person = actor.startsWith('user:') ? [actor] : [];
    return {
      type: 'user' as const,
      entityRef: [...new Set([...person, ...enders])],
    };
  }
}
