import { OAuthError } from '../../core/ApiError';
import { mapAttributes } from './mapAttributes';

const POOL = 'projects/1/locations/global/workloadIdentityPools/p';

function map(
  attributeMapping: Record<string, string>,
  claims: Record<string, unknown>,
  attributeCondition?: string,
) {
  return mapAttributes({ iat: 1, exp: 2, ...claims } as never, {
    resource: `//iam.googleapis.com/${POOL}/providers/x`,
    pool: { name: POOL, providers: [] },
    provider: {
      id: 'x',
      issuer: 'https://issuer.example.com',
      attributeMapping,
      attributeCondition,
    },
  });
}

describe('attribute mapping', () => {
  it('maps claims with CEL, groups as a list', () => {
    const identity = map(
      {
        'google.subject': 'assertion.sub',
        'google.groups': 'assertion.groups',
        'attribute.team': "assertion.mail.extract('{team}@')",
        'attribute.first': "assertion.path.split('/')[0]",
        'attribute.all': "['a', 'b'].join('-')",
        'attribute.dotted': "assertion.path.replace('/', '.')",
        'attribute.kind':
          "assertion.sub.startsWith('user:') ? 'person' : 'other'",
      },
      {
        sub: 'user:default/dana',
        groups: ['g1', 'g2'],
        mail: 'fraud@example.com',
        path: 'one/two',
      },
    );
    expect(identity).toEqual({
      kind: 'federated',
      pool: POOL,
      subject: 'user:default/dana',
      groups: ['g1', 'g2'],
      attributes: {
        team: 'fraud',
        first: 'one',
        all: 'a-b',
        dotted: 'one.two',
        kind: 'person',
      },
    });
  });

  it('leaves an attribute unset when its claim is absent', () => {
    const identity = map(
      { 'google.subject': 'assertion.sub', 'attribute.role': 'assertion.role' },
      { sub: 's' },
    );
    expect(identity.attributes).toEqual({});
  });

  it.each([
    ["attribute.level == 'high' && google.subject == 's'", true],
    ["'g1' in google.groups", true],
    ["assertion.sub != 'google.subject'", true],
    ["assertion.level == 'low'", false],
    ["assertion.absent == 'x'", false],
    ["has(assertion.absent) && assertion.absent == 'x'", false],
    ["'high'", false],
  ])('meets the condition %s: %s', (condition, expected) => {
    const refusals: string[] = [];
    const evaluate = () =>
      map(
        {
          'google.subject': 'assertion.sub',
          'google.groups': 'assertion.groups',
          'attribute.level': 'assertion.level',
        },
        { sub: 's', level: 'high', groups: ['g1'] },
        condition,
      );
    let isMet = true;
    try {
      evaluate();
    } catch (error) {
      isMet = false;
      refusals.push((error as Error).message);
    }
    expect(isMet).toBe(expected);
    expect(refusals).toEqual(
      expected
        ? []
        : [
            'unauthorized_client: The given credential is rejected by the attribute condition.',
          ],
    );
  });

  it('refuses groups that are not a list', () => {
    expect(() =>
      map(
        { 'google.subject': 'assertion.sub', 'google.groups': 'assertion.sub' },
        { sub: 's' },
      ),
    ).toThrow(OAuthError);
  });

  it('refuses more than 8 KB of mapped attributes', () => {
    expect(() =>
      map(
        { 'google.subject': 'assertion.sub', 'attribute.x': 'assertion.x' },
        { sub: 's', x: 'x'.repeat(8200) },
      ),
    ).toThrow('8192');
  });
});
