import { toCamelCase } from './contract/contract';

/**
 * Every sentence the emulator answers with.
 *
 * Google's exact words are used where they are publicly known. Where they are not, the sentence is ours and
 * ends with OWN_WORDING, so that nobody writes a client against words that Google may not say.
 */
export const OWN_WORDING = ' (emulator wording)';

const own = (text: string) => `${text}${OWN_WORDING}`;

/** The body of a model server's error, which Vertex AI puts into the message as it is. */
const containerError = (problem: string) =>
  `{\n    "error": ${JSON.stringify(problem)}\n}`;

const LOGIN_HINT =
  'Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';

export const stsTexts = {
  issuerMismatch: (got: string | null, expected: string) =>
    `The issuer in ID Token ${got} does not match the expected one in config: ${expected}`,
  audienceMismatch: (got: string, expected: string) =>
    `The audience in ID Token [${got}] does not match the expected audience${expected}.`,
  stale: (issuedAt: unknown) =>
    `ID Token issued at ${issuedAt} is stale to sign-in.`,
  signature: 'Unable to verify the ID Token signature.',
  issuerUnreachable: "Error connecting to the given credential's issuer.",
  condition: 'The given credential is rejected by the attribute condition.',
  subjectTooLong:
    'The size of mapped attribute google.subject exceeds the 127 bytes limit. Either modify your attribute mapping or the incoming assertion to produce a mapped attribute that is less than 127 bytes.',
  invalidTarget:
    'The target service indicated by the "audience" parameters is invalid. This might either be because the pool or provider is disabled or deleted or because it doesn\'t exist.',
  malformedAudience:
    'Invalid value for "audience". This value should be the full resource name of the Identity Provider. See https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token for the list of possible formats.',
  noSubject:
    'Could not obtain a value for google.subject from the given credential.',
  throttled:
    'The request was throttled due to rate limit: sts.googleapis.com/requests',
  malformedToken: own('The subject token is not a JSON Web Token.'),
  futureToken: (issuedAt: unknown) =>
    own(`ID Token issued at ${issuedAt} is from the future.`),
  notYetValid: (from: unknown) => own(`ID Token is not valid before ${from}.`),
  tokenTooLong: own(
    'The ID Token lives longer than 24 hours: exp must be at most 24 hours after iat.',
  ),
  algorithm: (alg: unknown) =>
    own(
      `The ID Token is signed with ${alg}; RS256 and ES256 (P-256) are accepted.`,
    ),
  unsupportedGrant: own(
    'Invalid value for "grant_type". Use urn:ietf:params:oauth:grant-type:token-exchange.',
  ),
  unsupportedSubjectType: (type: unknown) =>
    own(`Invalid value for "subject_token_type": ${type}.`),
  unsupportedRequestedType: (type: unknown) =>
    own(`Invalid value for "requested_token_type": ${type}.`),
  missing: (parameter: string) => own(`Missing parameter "${parameter}".`),
  scopes: own('Invalid value for "scope": at least one scope is needed.'),
  mappedTooLarge: own('The mapped attributes exceed 8192 bytes.'),
  groupsNotList: own('The mapped attribute google.groups is not a list.'),
  internal: own('Internal error encountered.'),
};

export const authTexts = {
  missing: `Request is missing required authentication credential. ${LOGIN_HINT}`,
  invalid: `Request had invalid authentication credentials. ${LOGIN_HINT}`,
  scopes: 'Request had insufficient authentication scopes.',
  userProject: (project: string) =>
    `Caller does not have required permission to use project ${project}. Grant the caller the roles/serviceusage.serviceUsageConsumer role, or a custom role with the serviceusage.services.use permission, by visiting https://console.developers.google.com/iam-admin/iam/project?project=${project} and then retry. Propagation of the new permission may take a few minutes.`,
  denied: (permission: string, resource: string) =>
    `Permission '${permission}' denied on resource '//aiplatform.googleapis.com/${resource}' (or it may not exist).`,
};

export const iamCredentialsTexts = {
  denied: (permission: string) =>
    `Permission '${permission}' denied on resource (or it may not exist).`,
  zeroLifetime: 'Lifetime of access token must be larger then zero.',
  // Google's from "can not" on; how the sentence begins is not known.
  lifetimeTooLong: own(
    'The access token can not have lifetimes of more than 1 hour. Use the Org Policy Constraint constraints/iam.allowServiceAccountCredentialLifetimeExtension to allow up to 12 hours.',
  ),
  lifetimeOverTwelveHours: own(
    'The access token can not live longer than 12 hours (43200s).',
  ),
  scopeMissing: own('Request must specify at least one scope.'),
  badScope: (scope: string) => own(`Invalid scope: ${scope}`),
  badDelegate: (delegate: string) =>
    own(
      `Invalid delegate "${delegate}": use projects/-/serviceAccounts/EMAIL.`,
    ),
  audienceMissing: own('Request must specify an audience.'),
  payloadNotJson: own('The payload is not a JSON object.'),
  payloadExpires: own(
    'The payload claim "exp" must be within the next 12 hours.',
  ),
  payloadMissing: own('The payload is empty.'),
};

export const resourceManagerTexts = {
  noPermissions: own('The request names no permissions.'),
  wildcard: own('Wildcards are not allowed in permissions.'),
};

export const monitoringTexts = {
  unknownMetric: own(
    'The emulator keeps serviceruntime.googleapis.com/quota/allocation/usage only.',
  ),
};

export const oauth2Texts = {
  invalidToken: 'Invalid Value',
  expiredOrRevoked: 'Token expired or revoked',
  notRevocable: own('The token is not revocable.'),
  missingToken: own('Missing required parameter: token'),
};

/** The page of accounts.google.com, and the token endpoint behind it. */
export const consentTexts = {
  clientNotFound: 'The OAuth client was not found.',
  wrongSecret: 'Unauthorized',
  secretMissing: 'client_secret is missing.',
  redirectMismatch:
    "You can't sign in to this app because it doesn't comply with Google's OAuth 2.0 policy. If you're the app developer, register the redirect URI in the Google Cloud Console.",
  missing: (parameter: string) => `Missing required parameter: ${parameter}`,
  scopes: (invalid: string[]) =>
    own(`Some requested scopes were invalid: ${invalid.join(', ')}`),
  responseType: (type: string) => own(`Invalid response_type: ${type}`),
  challengeMethod: (method: string) =>
    own(`Invalid code_challenge_method: ${method}`),
  challenge: own(
    'Invalid code_challenge: 43 to 128 unreserved characters are needed.',
  ),
  orgInternal: 'This client is restricted to users within its organization.',
  unknownAccount: own("Couldn't find your Google Account."),
  malformedCode: 'Malformed auth code.',
  badRequest: 'Bad Request',
  verifierMissing: 'Missing code verifier.',
  verifierWrong: 'Invalid code verifier.',
  verifierUnneeded: 'code_verifier or verifier is not needed.',
  grantEnded: 'Token has been expired or revoked.',
  grantType: (type: string) => `Invalid grant_type: ${type}`,
};

export const vertexTexts = {
  notFound: (kind: string) => `The ${kind} does not exist.`,
  foundErrors: (fields: { field: string; message: string }[]) =>
    `List of found errors:\t${fields
      .map((f, i) => `${i + 1}.Field: ${f.field}; Message: ${f.message}\t`)
      .join('')}`,
  required: 'Required field is not set.',
  labels:
    'There can be no more than 64 labels attached to a single resource. Label keys and values can only contain lowercase letters, numbers, dashes and underscores. Label keys must start with a letter or number, must be less than 64 characters in length, and must be less that 128 bytes in length when encoded in UTF-8. Label values must be less than 64 characters in length, and must be less that 128 bytes in length when encoded in UTF-8.',
  unknownField: (name: string, at: string) =>
    `Invalid JSON payload received. Unknown name "${name}"${
      at ? ` at '${at}'` : ''
    }: Cannot find field.`,
  invalidValue: (at: string, type: string, value: string) =>
    `Invalid value at '${at}' (${type}), ${value}`,
  oneofTwice: (at: string, oneof: string, field: string) =>
    `Invalid value at '${at}' (oneof), oneof field '${oneof}' is already set. Cannot set '${field}'`,
  unknownParameter: (name: string) =>
    `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
  wellKnown: (at: string, type: string, problem: string) =>
    `Invalid value at '${at}' (type.googleapis.com/${type}), Field '${toCamelCase(
      at.split('.').pop() ?? '',
    )}', ${problem}`,
  noMessage:
    'Invalid JSON payload received. Unknown name "": Root element must be a message.',
  // Google goes on to show the place.
  notJson: own('Invalid JSON payload received. Unexpected token.'),
  unreadable: (problem: string) => own(`The body cannot be read: ${problem}.`),
  payloadSize: (limit: number) =>
    `Request payload size exceeds the limit: ${limit} bytes.`,
  resourcesUnsupported: (field: string, model: string) =>
    `'${field}' is not supported for Model ${model}.`,
  accelerator: (accelerator: string, machine: string) =>
    `Accelerator "${accelerator}" is not supported for machine type "${machine}"`,
  badImage: (image: string) =>
    `Invalid image "${image}" for deployment. Please use a Model with a valid image.`,
  quotaExceeded: (metrics: string[]) =>
    `The following quota metrics exceed quota limits: ${metrics.join(', ')}`,
  // Google's sentence, with the ids of metrics where Google has their titles.
  rateLimit: (at: { metric: string; service: string; consumer: string }) =>
    own(
      `Quota exceeded for quota metric '${at.metric}' and limit '${at.metric} per minute per region' of service '${at.service}' for consumer '${at.consumer}'.`,
    ),
  noTrafficSplit: (endpoint: string) =>
    `Endpoint ${endpoint} doesn't have traffic_split.`,
  unknownDeployedModels: (ids: string[]) =>
    `The following DeployedModel ID(s) [${ids.join(', ')}] do not exist.`,
  endpointBusy: (endpoint: string) =>
    `Endpoint ${endpoint} has deployed or being-deployed DeployedModel(s).`,
  modelServerExited: (project: string) =>
    `Model server exited unexpectedly. Model server logs can be found at https://console.cloud.google.com/logs/viewer?project=${project}&resource=aiplatform.googleapis.com%2FEndpoint.`,
  modelServerNeverReady: (project: string) =>
    `Model server never became ready. Please validate that your model file or container configuration are valid. Model server logs can be found at https://console.cloud.google.com/logs/viewer?project=${project}&resource=aiplatform.googleapis.com%2FEndpoint.`,
  trafficExceedsCapacity: (endpointId: string, deployedModelId: string) =>
    `Rate of traffic exceeds capacity. Ramp your traffic up more slowly. endpoint_id: ${endpointId}, deployed_model_id: ${deployedModelId}`,
  dedicatedDomain: (dns: string) =>
    `Dedicated Endpoint cannot be accessed through the shared Vertex AI domain aiplatform.googleapis.com. Please access the endpoint using its dedicated domain name '${dns}'`,
  // TensorFlow Serving's own sentences, which Vertex AI passes through as the message.
  tfServing: (problem: string) => containerError(problem),
  tfServingElement: (index: number, problem: string) =>
    containerError(
      `Failed to process element: ${index} of 'instances' list. Error: INVALID_ARGUMENT: ${problem}`,
    ),

  etagMismatch: own(
    'The provided etag is out of date. Read the resource again and repeat the request with its etag.',
  ),
  trafficSum: (sum: number) =>
    own(
      `The traffic percentages in traffic_split must add up to 100, but add up to ${sum}.`,
    ),
  trafficRange: (id: string, value: number) =>
    own(
      `traffic_split["${id}"] is ${value}; a traffic percentage is a whole number from 0 to 100.`,
    ),
  undeployWithTraffic: (id: string) =>
    own(
      `DeployedModel ${id} still receives traffic. Give its traffic to another DeployedModel, in traffic_split of this request or before it.`,
    ),
  alreadyExists: (kind: string, id: string) =>
    own(`The ${kind} ${id} already exists.`),
  deployedModelIdTaken: (id: string) =>
    own(`DeployedModel ID ${id} is already used on this Endpoint.`),
  badDeployedModelId: (id: string) =>
    own(`DeployedModel ID "${id}" must be 1 to 10 digits.`),
  badResourceId: (kind: string, id: string) =>
    own(`"${id}" cannot be the ID of a ${kind}.`),
  unknownMachine: (machine: string) =>
    own(`Machine type "${machine}" is not supported for prediction.`),
  acceleratorCount: (asked: string, machine: string, allowed: number[]) =>
    own(
      `${asked} does not fit machine type "${machine}". Possible counts: ${allowed.join(
        ', ',
      )}.`,
    ),
  acceleratorIncomplete: own(
    'accelerator_type and accelerator_count are set together or not at all.',
  ),
  acceleratorNeeded: (machine: string, accelerator: string) =>
    own(`Machine type "${machine}" needs accelerator type "${accelerator}".`),
  replicas: own(
    'min_replica_count must be at least 1 and at most max_replica_count.',
  ),
  requiredReplicas: own(
    'required_replica_count must be at most min_replica_count.',
  ),
  metric: (name: string) =>
    own(`"${name}" is not an autoscaling metric of online prediction.`),
  metricTarget: own('The target of an autoscaling metric is 1 to 100 percent.'),
  resourcesMissing: own(
    'One of dedicated_resources, automatic_resources or shared_resources must be set.',
  ),
  modelNotDeployable: (model: string) =>
    own(
      `Model ${model} cannot be deployed: supported_deployment_resources_types is empty.`,
    ),
  modelDeployed: (model: string) =>
    own(`Model ${model} is deployed to an Endpoint. Undeploy it first.`),
  poolInUse: own(
    'The DeploymentResourcePool serves deployed models. Undeploy them first.',
  ),
  lastVersion: own(
    'The only version of a Model cannot be deleted. Delete the Model.',
  ),
  defaultVersion: own(
    'The default version of a Model cannot be deleted. Give the alias "default" to another version first.',
  ),
  versionNeeded: own('The name must hold a version ID, for example @1.'),
  badAlias: (alias: string) =>
    own(
      `Version alias "${alias}" must match [a-z][a-zA-Z0-9-]{0,126}[a-z0-9].`,
    ),
  removeDefault: own('The alias "default" cannot be removed, only moved.'),
  maskField: (field: string) =>
    own(`The field "${field}" in update_mask cannot be updated here.`),
  maskMissing: own('update_mask is empty.'),
  maskMixed: own(
    'One request cannot update both the fields of the Model and of a version.',
  ),
  maskVersionMismatch: own(
    'The fields in update_mask do not fit the name: version fields need a name with a version, Model fields a name without.',
  ),
  tooLong: (field: string, limit: number) =>
    own(`${field} holds at most ${limit} characters.`),
  pageToken: own('The page token is invalid.'),
  pageSize: own('page_size must not be negative.'),
  filter: (filter: string) => own(`Invalid filter "${filter}".`),
  orderBy: (field: string) => own(`Cannot order by "${field}".`),
  artifactUri: own('The artifact URI must start with gs://.'),
  elsewhere: (place: string) => own(`The resource must be in ${place}.`),
  inferenceTimeout: own('A prediction may take an hour (3600s) at most.'),
  networkTwice: own(
    'network and private_service_connect_config cannot be set together.',
  ),
  operationRunning: own(
    'The operation is still running. Cancel it, or wait until it is done.',
  ),
  cancelled: own('The operation was cancelled.'),
  actAs: (email: string) =>
    own(
      `You do not have permission to act as service_account: ${email} (or it may not exist).`,
    ),
  instancesMissing: own(
    'The request holds no instances. Send {"instances": [...]}.',
  ),
  payloadTooLarge: (limit: number) =>
    own(
      `The request is larger than ${limit} bytes, the limit of this endpoint.`,
    ),
  locationHost: (location: string, host: string) =>
    own(`Location ${location} is not served here; this port is ${host}.`),
  numbersExpected: (index: number) =>
    own(`Instance ${index} is not a list of numbers.`),
};

export const scenarioTexts = {
  failed: own('The scenario of the test says that this request fails.'),
  throttled: own('The scenario of the test says that this request waits.'),
  operationFailed: own(
    'The scenario of the test says that this operation fails.',
  ),
};
