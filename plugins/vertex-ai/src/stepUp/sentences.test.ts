import { sentenceOf, Say } from './sentences';

const say: Say = (id, values) =>
  `${id}${JSON.stringify(Object.values(values))}`;

const deployment = {
  type: 'backstage-vertex-ai/deployment',
  environment: { name: 'prod' },
  request: {
    action: 'deployment.undeploy',
    location: 'europe-west4',
    endpointId: '4001',
    deployedModelId: '901',
  },
};

const vote = {
  type: 'backstage-vertex-ai/vote',
  deployment: 'one',
  intentDigest: '0'.repeat(64),
};

describe('the sentence of an intent', () => {
  it('says of an emergency that approvals are skipped', () => {
    const ordinary = sentenceOf(say, JSON.stringify(deployment));
    expect(
      sentenceOf(say, JSON.stringify({ ...deployment, breakGlass: true })),
    ).toBe(`${ordinary} breakGlass[]`);
  });

  it('names a model and an endpoint as people know them, and says which ones they are', () => {
    const request = {
      action: 'deployment.create',
      location: 'europe-west4',
      model: { id: '7001', version: '2' },
      endpoint: { kind: 'existing', id: '4001' },
      trafficPercent: 100,
    };
    const basis = {
      modelDisplayName: 'fraud-score',
      endpointDisplayName: 'live\u202e',
    };
    const said = (more: object) =>
      sentenceOf(say, JSON.stringify({ ...deployment, request, ...more }));
    expect(said({})).toContain('"7001","2","4001"');
    expect(said({ basis })).toContain(
      '"fraud-score (7001)","2","live\\\\u{202e} (4001)"',
    );
  });

  it.each(['approve', 'reject', 'withdraw'])(
    'says of a vote that it is to %s, on which words, and why',
    verdict => {
      expect(
        sentenceOf(
          say,
          JSON.stringify({ ...vote, verdict, reason: 'a\u202eb' }),
        ),
      ).toMatch(
        new RegExp(
          `^${verdict}\\["one","(\\w+ ){1,}\\w+"\\] because\\["a\\\\\\\\u\\{202e\\}b"\\]$`,
        ),
      );
    },
  );

  it('claims nothing about a verdict that it does not know', () => {
    expect(
      sentenceOf(say, JSON.stringify({ ...vote, verdict: 'approveAll' })),
    ).toBe('other[]');
  });
});
