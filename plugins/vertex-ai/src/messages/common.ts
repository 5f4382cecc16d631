/** Words that several pages share. */
export const common = {
  loading: 'Loading…',
  retry: 'Try again',
  cancel: 'Cancel',
  back: 'Back',
  close: 'Close',
  next: 'Next',
  more: 'More',
  copy: 'Copy: {{what}}',
  copied: 'Copied',
  correlationId: 'Correlation id',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  catalogEntity: 'Catalog entity',
  details: 'Details',
  labels: 'Labels',
  created: 'Created',
  updated: 'Updated',
  actions: 'Actions',
  resourceName: 'Resource name',
} as const;

export const filters = {
  environment: 'Environment',
  location: 'Location',
  search: 'Search',
  searchPlaceholder: 'Part of the name or id',
  all: 'All',
  clear: 'Clear the filters',
  noMatchAdvice:
    'Nothing here matches the filters. Clear them, or look for another part of the name.',
} as const;

export const phase = {
  awaitingApproval: 'Awaiting approval',
  queued: 'Queued',
  preparing: 'Preparing',
  deploying: 'Deploying',
  rollingOut: 'Rolling out',
  rollingBack: 'Rolling back',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Cancelled',
  rejected: 'Rejected',
  expired: 'Expired',
} as const;

export const action = {
  model: {
    read: 'read models',
    upload: 'register a model',
    update: 'change a model',
  },
  endpoint: { read: 'read endpoints' },
  deployment: {
    read: 'read deployments',
    create: 'deploy a model',
    cancel: 'cancel a deployment',
    undeploy: 'undeploy a model',
    breakGlass: 'skip the approvals in an emergency',
  },
  approval: {
    vote: 'approve or reject a request',
    review: 'close the review of an emergency',
  },
  credential: {
    checkout: 'take a temporary credential',
    end: 'end somebody’s access',
  },
  audit: { read: 'read the audit log' },
  prediction: { invoke: 'send a prediction' },
  traffic: { set: 'change the traffic' },
} as const;

export const access = {
  title: 'Access',
  roleMissing: 'To {{action}} here you need the role {{roles}}.',
  permissionMissing:
    'The permission policy of this portal must grant you {{permission}}; the people who run the portal change it.',
  claimsExpired:
    'The claims of your sign-in that would do were verified too long ago; ask once more.',
  claimsUnread: 'The claims of your sign-in that might do could not be read.',
  why: 'Show rule by rule',
  grantedBy: 'Ask {{names}} for it.',
  grantedByConfig:
    'Ask the people who configure this portal: it is granted in vertexAi.environments of its configuration.',
  needs: 'This environment demands {{requirements}}.',
  stepUp:
    'a fresh confirmation with a security key, not older than {{minutes}} min',
  approvals_one: '{{count}} approval by {{from}}',
  approvals_other: '{{count}} approvals by {{from}}',
  noEnvironment:
    'There is no environment that you may see where this could be done. Ask the people who configure this portal for one.',
  unread:
    'What you may do here could not be read: {{title}}. {{advice}} Press the button to ask again.',
  noteTitle: 'What you cannot do in {{environment}}',
} as const;

export const sources = {
  title_one: 'One place could not be read; what is shown of it may be old',
  title_other:
    '{{count}} places could not be read; what is shown of them may be old',
  lastRead: 'Last read',
  neverRead: 'Never read so far: nothing of it is shown.',
} as const;

export const confirm = {
  label: 'Type {{name}} to confirm',
  description: 'Exactly as it is written, capitals included.',
  reason: 'Reason',
  reasonDescription: 'Optional. Kept in the history, never sent to Google.',
} as const;

export const notFound = {
  title: 'Page not found',
  nothingAt: 'There is nothing at {{path}}',
  advice:
    'The address may be mistyped, or the page may have moved. Everything can be found from the overview.',
  toOverview: 'Go to the overview',
} as const;
