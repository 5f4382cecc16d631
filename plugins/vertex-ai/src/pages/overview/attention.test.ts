import { Refusal } from '../../__testUtils__/backend';
import { deployment, fraudLive } from '../../__testUtils__/fixtures';
import { attentionOf, Observed } from './attention';

const now = Date.parse('2026-11-24T08:00:00Z');
const nothing: Observed = {
  waiting: { count: 0, isMore: false },
  failed: [],
  endpoints: [],
  sources: [],
};
const kinds = (observed: Partial<Observed>) =>
  attentionOf({ ...nothing, ...observed }, now).map(item => item.kind);

describe('attentionOf', () => {
  it('finds nothing where all is well', () => {
    expect(kinds({ endpoints: [fraudLive] })).toEqual([]);
  });

  it('puts what waits for the vote of the person before everything else', () => {
    expect(
      kinds({
        waiting: { count: 2, isMore: false },
        failed: [
          { ...deployment, phase: 'failed', updatedAt: '2026-11-24T07:00:00Z' },
        ],
      }),
    ).toEqual(['approvals', 'failed']);
  });

  it('names a place once, though models and endpoints both report it', () => {
    const source = {
      environment: 'dev',
      location: 'us-central1',
      problem: new Refusal('google_unavailable').problem,
    };
    expect(kinds({ sources: [source, source] })).toEqual(['source']);
  });

  it('leaves out failures of more than seven days ago', () => {
    const failedAt = (updatedAt: string) => ({
      ...deployment,
      phase: 'failed' as const,
      updatedAt,
    });
    expect(
      kinds({
        failed: [
          failedAt('2026-11-17T08:00:01Z'),
          failedAt('2026-11-17T08:00:00Z'),
        ],
      }),
    ).toEqual(['failed']);
  });

  it('names a version that runs without traffic', () => {
    const [first, second] = fraudLive.deployedModels;
    const [item] = attentionOf(
      {
        ...nothing,
        endpoints: [
          {
            ...fraudLive,
            deployedModels: [first, { ...second, trafficPercent: 0 }],
          },
        ],
      },
      now,
    );
    expect(item).toMatchObject({ kind: 'idle', deployedModel: { id: '902' } });
  });
});
