import { deployRequestSchema } from '@backstage-vertex/plugin-vertex-ai-common';
import { Draft, mistakesAt, requestOf, startDraft, steps } from './draft';

const whole: Draft = {
  ...startDraft({
    environment: 'dev',
    location: 'europe-west4',
    model: '7001',
  }),
  endpointName: 'fraud-new',
};

describe('a draft', () => {
  it('stands for a request that the contract takes', () => {
    expect(deployRequestSchema.parse(requestOf(whole))).toMatchObject({
      model: { id: '7001' },
      endpoint: { kind: 'new', displayName: 'fraud-new' },
      machine: { machineType: 'n1-standard-2' },
      replicas: { min: 1, max: 1 },
    });
  });

  it('leaves out what was not filled in', () => {
    const request = requestOf(whole);
    expect(request).not.toHaveProperty('reason');
    expect(request).not.toHaveProperty('serviceAccount');
    expect(request).toMatchObject({
      machine: expect.not.objectContaining({ acceleratorCount: 1 }),
    });
  });

  it('names a mistake at the step where it is put right', () => {
    const draft = {
      ...whole,
      modelId: undefined,
      endpointName: ' ',
      minReplicas: 3,
      machineType: 'N1',
      acceleratorType: 'T4!',
    };
    expect(mistakesAt(draft, 'model')).toEqual([{ field: 'model' }]);
    expect(mistakesAt(draft, 'endpoint')).toEqual([{ field: 'endpointName' }]);
    expect(mistakesAt(draft, 'resources')).toEqual([
      { field: 'machineType', message: expect.any(String) },
      { field: 'accelerator', message: 'for instance NVIDIA_TESLA_T4' },
      { field: 'replicas', message: 'replicas.min is at most replicas.max' },
    ]);
  });

  it('asks for a key, a private network and a log where they are filled in', () => {
    const key = 'projects/p/locations/europe-west4/keyRings/r/cryptoKeys/k';
    const draft = {
      ...whole,
      kmsKey: ` ${key}`,
      pscProjects: 'ml-clients, ml-batch',
      logDestination: 'bq://ml-dev.logs.requests',
    };
    expect(mistakesAt(draft, 'endpoint')).toEqual([]);
    expect(deployRequestSchema.parse(requestOf(draft)).endpoint).toMatchObject({
      encryption: { kmsKeyName: key },
      privateServiceConnect: { projectAllowlist: ['ml-clients', 'ml-batch'] },
      requestLogging: {
        destination: 'bq://ml-dev.logs.requests',
        samplingRate: 0.1,
      },
    });
    expect(
      mistakesAt({ ...draft, location: 'us-central1' }, 'endpoint'),
    ).toEqual([
      { field: 'kmsKey', message: 'a key in the location of the endpoint' },
    ]);
    expect(
      mistakesAt(
        { ...draft, network: 'projects/1/global/networks/n' },
        'endpoint',
      ),
    ).toEqual([
      { field: 'network', message: expect.stringContaining('not both') },
    ]);
  });

  it('finds nothing wrong with a whole draft', () => {
    for (const step of steps) {
      expect(mistakesAt(whole, step)).toEqual([]);
    }
  });
});
