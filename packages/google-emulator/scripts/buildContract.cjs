// Writes src/contract/vertexContract.json: the fields, enum values and field behaviour of every message
// that the emulated Vertex AI methods exchange, taken from the descriptors that Google's own client ships.
// Run it again after a new release of @google-cloud/aiplatform: `node scripts/buildContract.cjs && yarn prettier --write src/contract`.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { protobuf } = require('google-gax');
const protos = require('@google-cloud/aiplatform/build/protos/protos.json');
const { version } = require('@google-cloud/aiplatform/package.json');

const PACKAGE = 'google.cloud.aiplatform.v1';
const SERVICES = {
  ModelService: [
    'UploadModel',
    'GetModel',
    'ListModels',
    'ListModelVersions',
    'UpdateModel',
    'MergeVersionAliases',
    'DeleteModelVersion',
    'DeleteModel',
  ],
  EndpointService: [
    'CreateEndpoint',
    'GetEndpoint',
    'ListEndpoints',
    'UpdateEndpoint',
    'UpdateEndpointLongRunning',
    'DeployModel',
    'UndeployModel',
    'MutateDeployedModel',
    'DeleteEndpoint',
  ],
  PredictionService: ['Predict'],
  DeploymentResourcePoolService: [
    'CreateDeploymentResourcePool',
    'GetDeploymentResourcePool',
    'ListDeploymentResourcePools',
    'DeleteDeploymentResourcePool',
    'QueryDeployedModels',
  ],
};
// The standard JSON mapping treats these as single values; the contract keeps only their names.
const LEAVES = new Set([
  'google.protobuf.Timestamp',
  'google.protobuf.Duration',
  'google.protobuf.FieldMask',
  'google.protobuf.Value',
  'google.protobuf.Struct',
  'google.protobuf.Any',
  'google.protobuf.Empty',
]);

const root = protobuf.Root.fromJSON(protos).resolveAll();
const contract = {
  source: `@google-cloud/aiplatform ${version}`,
  messages: {},
  enums: {},
};
const nameOf = type => type.fullName.replace(/^\./, '');

// The descriptor JSON keeps one value per option name, so a field with two behaviours shows one of them.
function behaviours(field) {
  return [field.options?.['(google.api.field_behavior)'] ?? []].flat();
}

function addEnum(type) {
  contract.enums[nameOf(type)] ??= { ...type.values };
}

function addMessage(type) {
  const name = nameOf(type);
  if (LEAVES.has(name) || contract.messages[name]) return;
  const entry = { fields: {} };
  contract.messages[name] = entry;
  for (const field of type.fieldsArray) {
    field.resolve();
    const rule = {
      type: field.resolvedType ? nameOf(field.resolvedType) : field.type,
    };
    if (field.map) rule.map = true;
    if (field.repeated) rule.list = true;
    const behaviour = behaviours(field);
    if (behaviour.includes('OUTPUT_ONLY')) rule.output = true;
    if (behaviour.includes('REQUIRED')) rule.required = true;
    if (field.partOf && !field.partOf.isProto3Optional)
      rule.oneof = field.partOf.name;
    entry.fields[field.name] = rule;
    if (field.resolvedType instanceof protobuf.Enum)
      addEnum(field.resolvedType);
    if (field.resolvedType instanceof protobuf.Type)
      addMessage(field.resolvedType);
  }
}

for (const [service, methods] of Object.entries(SERVICES)) {
  for (const method of methods) {
    const rpc = root.lookupService(`${PACKAGE}.${service}`).methods[method];
    rpc.resolve();
    addMessage(rpc.resolvedRequestType);
    addMessage(rpc.resolvedResponseType);
    const info = (rpc.parsedOptions ?? []).find(
      o => o['(google.longrunning.operation_info)'],
    );
    if (!info) continue;
    const { response_type: response, metadata_type: metadata } =
      info['(google.longrunning.operation_info)'];
    for (const name of [response, metadata]) {
      addMessage(
        root.lookupType(name.includes('.') ? name : `${PACKAGE}.${name}`),
      );
    }
  }
}
for (const name of [
  'ListOperationsRequest',
  'ListOperationsResponse',
  'WaitOperationRequest',
]) {
  addMessage(root.lookupType(`google.longrunning.${name}`));
}

const target = join(__dirname, '../src/contract/vertexContract.json');
writeFileSync(target, `${JSON.stringify(contract, null, 1)}\n`);
process.stdout.write(
  `${Object.keys(contract.messages).length} messages, ${
    Object.keys(contract.enums).length
  } enums\n`,
);
