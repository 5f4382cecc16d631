import type {
  AuditLogNeed,
  DiagnosisCheck,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { AuditConfig } from '../google';

/** A project with what it shall log, and what it is configured to. */
export interface LoggingProject {
  project: string;
  needs: readonly AuditLogNeed[];
  configs: readonly AuditConfig[];
}

/** Whether Google logs what it has to, so that its log and ours can be laid side by side. */
export function auditLogsCheck(
  projects: readonly LoggingProject[],
): DiagnosisCheck {
  const gaps = projects.flatMap(gapsOf);
  return gaps.length === 0
    ? {
        id: 'auditLogs',
        outcome: 'pass',
        message: `Data access is logged in ${projects
          .map(({ project }) => project)
          .join(' and ')}.`,
      }
    : {
        id: 'auditLogs',
        outcome: 'fail',
        message: gaps.join(' '),
        repair:
          'Without it Google does not say who exchanged an assertion, or who read and predicted. deploy/gcloud/setup.sh and deploy/terraform switch it on; by hand: IAM & Admin › Audit Logs.',
      };
}

function gapsOf({ project, needs, configs }: LoggingProject): string[] {
  return needs.flatMap(({ service, logTypes }) => {
    const logs = configs
      .filter(config => [service, 'allServices'].includes(config.service))
      .flatMap(config => config.logs);
    const missing = logTypes.filter(
      type => !logs.some(log => log.type === type),
    );
    const exempted = logs.flatMap(log => log.exempted);
    return [
      ...(missing.length > 0
        ? [`${project} does not log ${missing.join(', ')} of ${service}.`]
        : []),
      ...(exempted.length > 0
        ? [
            `${project} does not log what ${[...new Set(exempted)].join(
              ', ',
            )} does at ${service}.`,
          ]
        : []),
    ];
  });
}
