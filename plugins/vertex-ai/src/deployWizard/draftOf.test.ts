import {
  DeployRequest,
  deployRequestSchema,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { requestOf } from './draft';
import { draftOf } from './draftOf';

const request: DeployRequest = deployRequestSchema.parse({
  action: 'deployment.create',
  environment: 'prod',
  location: 'europe-west4',
  reason: 'Better metrics.',
  model: { id: '7001', version: '2' },
  endpoint: { kind: 'existing', id: '4001' },
  trafficPercent: 30,
  machine: { machineType: 'n1-standard-4' },
  replicas: { min: 2, max: 5 },
  serviceAccount: 'serving@ml-prod.iam.gserviceaccount.com',
});

const newEndpoint = {
  kind: 'new' as const,
  displayName: 'fraud-next',
  dedicated: true,
  labels: { team: 'fraud', tier: '' },
  encryption: {
    kmsKeyName: 'projects/p/locations/europe-west4/keyRings/r/cryptoKeys/k',
  },
  requestLogging: { destination: 'bq://ml-prod.logs', samplingRate: 0.29 },
};

describe('the form filled in with a request', () => {
  it.each<[string, Partial<DeployRequest>]>([
    ['onto an endpoint that is there', {}],
    [
      'without a reason and an account',
      { reason: undefined, serviceAccount: undefined },
    ],
    ['onto a new endpoint with a key and a log', { endpoint: newEndpoint }],
    [
      'onto one in a peered network',
      {
        endpoint: {
          kind: 'new',
          displayName: 'private',
          dedicated: false,
          network: 'projects/1/global/networks/n',
        },
      },
    ],
    [
      'onto one behind Private Service Connect',
      {
        endpoint: {
          kind: 'new',
          displayName: 'private',
          dedicated: false,
          privateServiceConnect: { projectAllowlist: ['ml-clients', '123'] },
        },
      },
    ],
    [
      'with accelerators',
      {
        machine: {
          machineType: 'n1-standard-8',
          acceleratorType: 'NVIDIA_TESLA_T4',
          acceleratorCount: 2,
        },
      },
    ],
  ])('stands for the same request again: %s', (_, part) => {
    const one = deployRequestSchema.parse({ ...request, ...part });
    expect(deployRequestSchema.parse(requestOf(draftOf(one)))).toEqual(one);
  });
});
