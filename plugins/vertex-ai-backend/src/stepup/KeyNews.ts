import { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';

/**
 * Tells a person what happened to their keys, after it was committed: whoever did not do it should hear of it. Holds nothing up and makes
 * nothing fail; the log is what counts.
 */
export class KeyNews {
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;

  constructor(services: {
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    this.#notifications = services.notifications;
    this.#logger = services.logger;
  }

  tell(
    people: string | string[],
    news: { title: string; description: string },
  ): void {
    this.#notifications
      .send({
        recipients: { type: 'entity', entityRef: people },
        payload: {
          ...news,
          link: '/vertex-ai/security-keys',
          severity: 'high',
          topic: 'vertex-ai',
        },
      })
      .catch(error =>
        this.#logger.debug(`A notification was not sent: ${error}`),
      );
  }
}
