import { Journal } from './Journal';
import { redactBody, redactHeaders, redactPath } from './redact';

const REQUEST = {
  at: '2026-03-01T12:00:00.000Z',
  service: 'aiplatform',
  method: 'Predict',
  httpMethod: 'POST',
  path: '/v1/x',
  headers: {},
} as const;

describe('journal', () => {
  it('keeps the newest 10,000 requests', () => {
    const journal = new Journal();
    for (let i = 0; i < 10_002; i += 1) journal.record(REQUEST);
    const entries = journal.entries();
    expect(entries).toHaveLength(10_000);
    expect(entries[0].id).toBe(3);
  });

  it('keeps no more than 64 million characters, however large the bodies', () => {
    const journal = new Journal();
    const body = 'x'.repeat(60_000);
    for (let i = 0; i < 1_100; i += 1) journal.record({ ...REQUEST, body });
    const kept = journal.entries();
    expect(JSON.stringify(kept).length).toBeLessThan(64_100_000);
    expect(kept.length).toBeGreaterThan(1_000);
    expect(kept.at(-1)?.id).toBe(1_100);
  });
});

describe('redaction', () => {
  const hashed = expect.stringMatching(/^sha256:[0-9a-f]{12}$/);

  it.each([
    'accessToken',
    'actor_token',
    'actorToken',
    'client_assertion',
    'clientSecret',
    'idToken',
    'oauth_token',
    'refreshToken',
    'subject_token',
  ])('hashes %s in bodies and queries, whatever its form', name => {
    expect(redactBody({ outer: [{ [name]: 'secret' }] })).toEqual({
      outer: [{ [name]: hashed }],
    });
    expect(redactBody({ [name]: ['secret'] })).toEqual({ [name]: hashed });
    expect(redactPath(`/v1/token?${name}=secret&pageSize=1`)).toMatch(
      new RegExp(`^/v1/token\\?${name}=sha256%3A[0-9a-f]{12}&pageSize=1$`),
    );
  });

  it('hashes an API key in the query', () => {
    expect(redactPath('/v1/x?key=AIza')).not.toContain('AIza');
  });

  it('hashes what authenticates in headers', () => {
    expect(
      redactHeaders({
        authorization: 'Bearer secret',
        'proxy-authorization': 'Basic secret',
        'x-goog-api-key': 'secret',
        'x-goog-iam-authorization-token': 'secret',
        'x-goog-request-reason': 'deployment-42',
      }),
    ).toEqual({
      authorization: expect.stringMatching(/^Bearer sha256:[0-9a-f]{12}$/),
      'proxy-authorization': expect.stringMatching(/^Basic sha256:/),
      'x-goog-api-key': hashed,
      'x-goog-iam-authorization-token': hashed,
      'x-goog-request-reason': 'deployment-42',
    });
  });
});
