import { googlePermissionsForAction } from './googlePermissions';

/** The kinds of data access that Google logs once they are switched on (google.iam.v1.AuditLogConfig.LogType). */
export const auditLogTypes = ['ADMIN_READ', 'DATA_READ', 'DATA_WRITE'] as const;
export type AuditLogType = (typeof auditLogTypes)[number];

/** A service whose data access a project shall log. */
export interface AuditLogNeed {
  service: string;
  logTypes: readonly AuditLogType[];
}

/**
 * What Google shall log, so that its log and ours tell the same story. All of it is off by default. Impersonation is logged under
 * `iam.googleapis.com`; `iamcredentials.googleapis.com` is no service that can be configured.
 */
export const auditLogNeeds: Record<
  'environment' | 'identity',
  readonly AuditLogNeed[]
> = {
  /** The project of an environment: reads, predictions and changes of Vertex AI, and whoever acts through its service accounts. */
  environment: [
    { service: 'aiplatform.googleapis.com', logTypes: auditLogTypes },
    {
      service: 'iam.googleapis.com',
      logTypes: ['ADMIN_READ', 'DATA_READ', 'DATA_WRITE'],
    },
  ],
  /** The project of the identity pool: every exchange of an assertion. */
  identity: [
    { service: 'sts.googleapis.com', logTypes: auditLogTypes },
    { service: 'iam.googleapis.com', logTypes: auditLogTypes },
  ],
};

/** What the portal's own identity, which only reads, takes on the project of an environment: for lists, polling and the doctor. */
export const reconcilerPermissions: readonly string[] = [
  ...new Set([
    ...googlePermissionsForAction['model.read'],
    ...googlePermissionsForAction['endpoint.read'],
    // For the doctor: whether access is logged, and how much quota is left.
    'resourcemanager.projects.getIamPolicy',
    'cloudquotas.quotas.get',
    'monitoring.timeSeries.list',
  ]),
];

/** What it takes on the project of the identity pool. */
export const reconcilerIdentityPermissions: readonly string[] = [
  'resourcemanager.projects.getIamPolicy',
];
