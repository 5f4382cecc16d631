export const deploy = {
  title: 'Deploy a model',
  description:
    'Choose what and where, look at what would happen, and then let it happen. Nothing is changed before the last step.',
  button: 'Deploy',
  versionButton: 'Deploy v{{version}}',
  any: 'Deploy a model',
  steps: 'Steps',
  step: {
    model: 'Model',
    endpoint: 'Endpoint',
    resources: 'Machines and traffic',
    preview: 'Preview',
  },
  toPreview: 'Preview',
  submit: 'Deploy',
  again: 'Deploy again',
  mistakes: 'This has to be put right first',
  checksFailed: 'A check failed. Go back, put it right, and preview again.',
  defaultVersion: 'Default (now v{{version}})',
  searchForMore: 'There are more than fit here: search for part of the name.',
  endpointKind: 'Onto which endpoint?',
  newEndpoint: 'A new one',
  existingEndpoint: 'One that is there',
  endpoint: 'Endpoint',
  endpointName: 'Name of the new endpoint',
  endpointNameDescription: '1 to 128 characters.',
  dedicated: 'With a domain of its own (needed for large requests)',
  machineType: 'Machine type',
  machineTypeDescription:
    'Choose one or type another; the preview says whether the location has it.',
  accelerator: 'Accelerator',
  noAccelerator: 'None',
  acceleratorCount: 'Accelerators per machine',
  minReplicas: 'Replicas at least',
  maxReplicas: 'Replicas at most',
  trafficPercent: 'Traffic for the new version in percent',
  trafficPercentDescription:
    'What runs already keeps the rest in its present proportions.',
  serviceAccount: 'Service account of the container',
  serviceAccountDescription:
    'Optional, for instance serving@my-project.iam.gserviceaccount.com.',
} as const;

export const preview = {
  allowed: 'You may do this, as {{role}}',
  needs: 'The environment demands more',
  denied: 'This would be refused',
  checks: 'Checks',
  noChecks: 'There was nothing to check.',
  outcome: { pass: 'passed', fail: 'failed', unknown: 'could not be checked' },
  diff: 'What would change',
  before: 'Now',
  after: 'Then',
  change: 'Change',
  noChange: 'Nothing would change.',
  changeKind: {
    added: 'new',
    removed: 'goes away',
    changed: 'changes',
    same: 'stays',
  },
  code: 'The same by hand',
  gcloud: 'gcloud commands',
  json: 'Request (JSON)',
  intent: 'Intent',
  intentAdvice:
    'The canonical description of this action. The credential is bound to its digest.',
  intentDigest: 'Intent digest (SHA-256)',
} as const;

export const entity = {
  contentTitle: 'Vertex AI',
  openPage: 'Open in Vertex AI',
  noTarget: 'Not tied to Vertex AI',
  noTargetAdvice:
    'This entity lacks the annotation {{annotation}}. The catalog module for Vertex AI writes it; an entity that is written by hand has to carry it too.',
  latestMessage: 'Now',
} as const;
