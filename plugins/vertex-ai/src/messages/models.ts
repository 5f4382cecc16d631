export const models = {
  title: 'Models',
  description: 'The model registries of all environments that you may see.',
  name: 'Name',
  framework: 'Framework',
  version: 'Version',
  versions: 'Versions',
  aliases: 'Aliases',
  defaultVersion: 'Default version',
  deployedTo: 'Deployed on',
  notDeployed: 'Nowhere',
  deployments: 'Deployments of this model',
  container: 'Serving container',
  artifacts: 'Artefacts',
  notDeployable: 'This model cannot be deployed',
  notDeployableAdvice:
    'The registry says that no deployment resources fit it. Register it with a serving container to deploy it.',
  empty: 'No models yet',
  emptyAdvice:
    'Register a model in Vertex AI, for instance with “gcloud ai models upload” or from your training pipeline. It shows up here soon after.',
  noMatch: 'No model matches',
} as const;

export const endpoints = {
  title: 'Endpoints',
  description: 'What answers predictions, and which version gets how much.',
  name: 'Name',
  model: 'Model',
  kind: 'Kind',
  dedicated: 'Dedicated domain',
  shared: 'Shared domain',
  dedicatedDns: 'Dedicated domain',
  deployedModels: 'Deployed models',
  deployedModelId: 'Deployed model {{id}}',
  machine: 'Machine',
  replicas: 'Replicas',
  since: 'Since',
  deployments: 'Deployments on this endpoint',
  nothingDeployedAdvice:
    'This endpoint answers no predictions. Deploy a model on it with the button at the top.',
  empty: 'No endpoints yet',
  emptyAdvice:
    'Deploy a model: the wizard creates an endpoint for it when there is none.',
  noMatch: 'No endpoint matches',
} as const;

export const traffic = {
  label: 'Traffic',
  of: 'Traffic of {{endpoint}}',
  idle: 'No traffic, but running',
  nothingDeployed: 'Nothing is deployed',
  change: 'Change traffic',
  title: 'Change the traffic of {{endpoint}}',
  percent: 'Percent of the traffic',
  apply: 'Change traffic',
  adds: 'The shares add up to 100 %.',
  unchanged: 'This is the present split. Change a share to go on.',
  remainder:
    'The shares add up to {{sum}} %, not to 100 %. Difference: {{rest}}.',
} as const;

export const undeploy = {
  button: 'Undeploy',
  buttonFor: 'Undeploy {{model}}',
  title: 'Undeploy {{model}} from {{endpoint}}',
  explainServing:
    'It gets {{percent}} % of the traffic now. That goes to the others in their present proportions; when there are none, the endpoint stops answering.',
  explainIdle: 'It gets no traffic now. The others keep theirs.',
} as const;

export const predict = {
  title: 'Send a prediction',
  body: 'Request (JSON)',
  bodyDescription:
    'An object with “instances”, or just the array of instances. It is sent as you, and recorded.',
  button: 'Send',
  nothingDeployed:
    'Nothing is deployed on this endpoint, so nothing would answer. Deploy a model on it first.',
  result: 'Predictions',
  answeredBy:
    'Answered by {{model}} version {{version}} (deployed model {{deployedModel}}) in {{duration}}.',
  mistake: {
    json: 'This is not JSON: {{detail}}',
    shape: 'This is not a prediction request: {{detail}}',
  },
} as const;
