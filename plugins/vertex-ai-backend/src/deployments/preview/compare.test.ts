import type { RegistryModel, VertexEndpoint } from '../../google';
import type { FixedRequest } from '../model';
import {
  deployRequest,
  trafficRequest,
  undeployRequest,
} from '../__testUtils__/states';
import { compare } from './compare';
import { foresee } from './foresee';
import type { Target } from './readTarget';

const deployed = {
  displayName: 'fraud-score',
  modelName: 'projects/1/locations/europe-west4/models/7001',
  modelId: '7001',
  machineType: 'n1-standard-2',
  minReplicaCount: 1,
  maxReplicaCount: 2,
};
const endpoint: VertexEndpoint = {
  name: 'projects/1/locations/europe-west4/endpoints/4001',
  id: '4001',
  displayName: 'fraud-live',
  labels: {},
  etag: 'etag-1',
  dedicated: false,
  trafficSplit: { '1': 70, '2': 30 },
  deployedModels: [
    { ...deployed, id: '1', modelVersionId: '1' },
    {
      ...deployed,
      id: '2',
      displayName: 'churn',
      modelId: '7002',
      modelVersionId: '4',
      acceleratorType: 'NVIDIA_TESLA_T4',
      acceleratorCount: 2,
      maxReplicaCount: undefined,
      serviceAccount: 'churn@ml-dev.iam.gserviceaccount.com',
    },
  ],
};
const model = { id: '7001', displayName: 'fraud-score' } as RegistryModel;

/** Each line as people read it. */
function lines(request: FixedRequest, present?: VertexEndpoint) {
  const target: Target = {
    model: { kind: 'read', value: model },
    endpoint: present ? { kind: 'read', value: present } : { kind: 'absent' },
  };
  const { changes, comparedWith } = compare(
    request,
    target,
    foresee(request, target),
  );
  return {
    comparedWith,
    changes: changes.map(
      ({ field, subject, before, after }) =>
        `${field} of ${subject}: ${before} → ${after}`,
    ),
  };
}

describe('the comparison of what runs with what would run', () => {
  it('holds a new version against the one of the same model, field by field', () => {
    const request = deployRequest({
      machine: {
        machineType: 'g2-standard-4',
        acceleratorType: 'NVIDIA_L4',
        acceleratorCount: 1,
      },
      serviceAccount: 'serve@ml-dev.iam.gserviceaccount.com',
      trafficPercent: 50,
    });
    const of = 'of fraud-score version 2';
    expect(lines(request, endpoint)).toEqual({
      comparedWith: 'fraud-score version 1',
      changes: [
        `model ${of}: fraud-score version 1 → fraud-score version 2`,
        `machineType ${of}: n1-standard-2 → g2-standard-4`,
        `accelerator ${of}: undefined → 1 × NVIDIA_L4`,
        `replicas ${of}: 1–2 → 1–2`,
        `serviceAccount ${of}: undefined → serve@ml-dev.iam.gserviceaccount.com`,
        'traffic of fraud-score version 1: 70 % → 35 %',
        'traffic of churn version 4: 30 % → 15 %',
        `traffic ${of}: undefined → 50 %`,
      ],
    });
  });

  it('holds a model that was never there against what takes most of the traffic', () => {
    const request = deployRequest({ model: { id: '7003', version: '1' } });
    expect(lines(request, endpoint).comparedWith).toBe('fraud-score version 1');
    expect(
      lines(request, { ...endpoint, trafficSplit: { '2': 100 } }).comparedWith,
    ).toBe('churn version 4');
  });

  it('has nothing to hold the first model of a new endpoint against, and names the endpoint and its labels', () => {
    const request = deployRequest({
      endpoint: {
        kind: 'new',
        displayName: 'fresh',
        labels: { team: 'fraud', tier: '' },
      },
    });
    expect(lines(request)).toEqual({
      comparedWith: undefined,
      changes: [
        'endpoint of fresh: undefined → fresh',
        'labels of fresh: undefined → team=fraud, tier=',
        'model of fraud-score version 2: undefined → fraud-score version 2',
        'machineType of fraud-score version 2: undefined → n1-standard-2',
        'replicas of fraud-score version 2: undefined → 1–2',
        'traffic of fraud-score version 2: undefined → 100 %',
      ],
    });
  });

  it('tells two deployments of the same version apart', () => {
    const request = deployRequest({ model: { id: '7001', version: '1' } });
    expect(lines(request, endpoint).changes).toEqual(
      expect.arrayContaining([
        'traffic of fraud-score version 1 (1): 70 % → 0 %',
        'traffic of fraud-score version 1 (new): undefined → 100 %',
      ]),
    );
  });

  it('says of an undeploy what goes away, and who takes its traffic', () => {
    const of = 'of churn version 4';
    expect(lines(undeployRequest('2'), endpoint)).toEqual({
      comparedWith: undefined,
      changes: [
        `model ${of}: churn version 4 → undefined`,
        `machineType ${of}: n1-standard-2 → undefined`,
        `accelerator ${of}: 2 × NVIDIA_TESLA_T4 → undefined`,
        `replicas ${of}: 1 → undefined`,
        `serviceAccount ${of}: churn@ml-dev.iam.gserviceaccount.com → undefined`,
        'traffic of fraud-score version 1: 70 % → 100 %',
        `traffic ${of}: 30 % → undefined`,
      ],
    });
  });

  it('says of a change of traffic nothing but the traffic', () => {
    expect(
      lines(trafficRequest({ '1': 10, '2': 90 }), endpoint).changes,
    ).toEqual([
      'traffic of fraud-score version 1: 70 % → 10 %',
      'traffic of churn version 4: 30 % → 90 %',
    ]);
  });

  it('says nothing about what would be given up at once', () => {
    const outOfDate = trafficRequest({ '1': 10, '2': 90 }, 'older');
    expect(lines(outOfDate, endpoint).changes).toEqual([]);
  });
});
