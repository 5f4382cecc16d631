import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import type { AuditEntry } from '@backstage-vertex/plugin-vertex-ai-common';
import type { AuditMirror } from './AuditLog';

/**
 * Tells Backstage's auditor what the log holds, for whoever collects there. The log is the record; an auditor that fails is only warned of.
 */
export function mirrorToAuditor(
  auditor: AuditorService,
  logger: LoggerService,
): AuditMirror {
  const tell = async (entry: AuditEntry): Promise<void> => {
    const event = await auditor.createEvent({
      eventId: kebab(entry.event),
      severityLevel: severityOf(entry),
      // Without a request the auditor names the plugin as the actor; the real one is in here.
      meta: JSON.parse(JSON.stringify(entry)),
    });
    if (entry.outcome === 'success') {
      await event.success();
    } else {
      await event.fail({ error: new Error(entry.outcome) });
    }
  };
  // One after the other, so that the auditor hears in the order of the log; what it fails on keeps nothing after it back.
  let told: Promise<void> = Promise.resolve();
  return {
    tell(entries) {
      for (const entry of entries) {
        told = told
          .then(() => tell(entry))
          .catch(error => {
            logger.warn(
              `Backstage's auditor could not be told of entry ${entry.index}: ${error}`,
            );
          });
      }
    },
  };
}

function severityOf({ event, outcome }: AuditEntry) {
  if (event === 'deployment.glassBroken') {
    return 'critical';
  }
  // Hops that passed come several to a credential.
  return event === 'handshake.hop' && outcome === 'success' ? 'low' : 'medium';
}

/** `model.aliasesChanged` as the auditor wants it: `model-aliases-changed`. */
function kebab(event: string): string {
  return event
    .replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
    .replaceAll('.', '-');
}
