import { deployRequestSchema } from '@backstage-vertex/plugin-vertex-ai-common';
import { Draft, mistakesAt, requestOf, startDraft } from './draft';

const whole: Draft = {
  ...startDraft({
    environment: 'dev',
    location: 'europe-west4',
    model: '7001',
  }),
  endpointName: 'fraud-new',
};

const paths = (draft: Draft, step: Parameters<typeof mistakesAt>[1]) =>
  mistakesAt(draft, step).map(({ path }) => path);

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

  it('names a mistake at the step where it is put right, and all of them at the preview', () => {
    const draft = {
      ...whole,
      modelId: undefined,
      endpointName: ' ',
      minReplicas: 3,
    };
    expect(paths(draft, 'model')).toEqual(['model.id']);
    expect(paths(draft, 'endpoint')).toEqual(['endpoint.displayName']);
    expect(paths(draft, 'resources')).toEqual(['replicas']);
    expect(paths(draft, 'preview')).toHaveLength(3);
  });
});
