import { LABEL_DEPLOYMENT } from '@backstage-vertex/plugin-vertex-ai-common';
import { mistakesAt, requestOf, startDraft } from './draft';
import { Label, mistakeOfLabel } from './labels';

const rows = (...pairs: [key: string, value: string][]): Label[] =>
  pairs.map(([key, value], row) => ({ row, key, value }));

const draftWith = (labels: Label[]) => ({
  ...startDraft({ environment: 'dev', location: 'europe-west4', model: '1' }),
  endpointName: 'fraud',
  labels,
});

describe('the labels of a new endpoint', () => {
  it('go into the request, without rows that were left empty', () => {
    const labels = rows(['team', 'fraud'], ['', ''], ['tier', '']);
    expect(requestOf(draftWith(labels))).toMatchObject({
      endpoint: { labels: { team: 'fraud', tier: '' } },
    });
    expect(mistakesAt(draftWith(labels), 'endpoint')).toEqual([]);
    expect(requestOf(draftWith(rows(['', ''])))).not.toHaveProperty(
      'endpoint.labels',
    );
  });

  it.each<[string, Label[], 'key' | 'value', RegExp]>([
    ['a key in capitals', rows(['Team', 'a']), 'key', /starts with a lower/],
    ['a value without a key', rows(['', 'a']), 'key', /starts with a lower/],
    ['a value with a space', rows(['team', 'a b']), 'value', /a label value/],
    ['a key of 64', rows(['a'.repeat(64), '']), 'key', /at most 63/],
    ['a value of 64', rows(['a', 'b'.repeat(64)]), 'value', /at most 63/],
    ['a key twice', rows(['a', '1'], ['a', '2']), 'key', /already/],
    ["the portal's own", rows([LABEL_DEPLOYMENT, 'x']), 'key', /own/],
  ])('refuse %s, at the row that it is in', (_, labels, at, message) => {
    const wrong = labels[labels.length - 1];
    expect(mistakeOfLabel(labels, wrong)).toEqual({
      at,
      message: expect.stringMatching(message),
    });
    expect(mistakesAt(draftWith(labels), 'endpoint')).toEqual([
      { field: 'labels', message: expect.stringMatching(message) },
    ]);
  });

  it('leave room for the one of ours', () => {
    const many = (count: number) =>
      rows(
        ...Array.from({ length: count }, (_, i): [string, string] => [
          `k${i}`,
          '',
        ]),
      );
    expect(mistakesAt(draftWith(many(63)), 'endpoint')).toEqual([]);
    expect(mistakesAt(draftWith(many(64)), 'endpoint')).toEqual([
      { field: 'labels', message: expect.stringMatching(/at most 63/) },
    ]);
  });

  it('do not stand in the way of an endpoint that is there', () => {
    const draft = {
      ...draftWith(rows(['Team', 'a'])),
      endpointKind: 'existing' as const,
      endpointId: '4001',
    };
    expect(mistakesAt(draft, 'endpoint')).toEqual([]);
  });
});
