import { Caller, TestGoogle } from '../../__testUtils__/TestGoogle';

describe('OAuth 2 routes over plain HTTP', () => {
  let google: TestGoogle;
  let caller: Caller;

  beforeAll(async () => {
    google = await TestGoogle.start();
    caller = new Caller(google.emulator.url, undefined);
  });
  afterAll(() => google.stop());

  it.each([[{}], [{ token: '' }], [{ token: 5 }], [{ token: ['x'] }]])(
    'refuses to revoke %j',
    async body => {
      const answer = await caller.post('/revoke', body);
      expect(answer.status).toBe(400);
      expect(answer.body.error).toBe('invalid_request');
    },
  );

  it.each([[{}], [{ access_token: 5 }], [{ access_token: 'unknown' }]])(
    'knows nothing about %j',
    async body => {
      const answer = await caller.post('/tokeninfo', body);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual({
        error: 'invalid_token',
        error_description: 'Invalid Value',
      });
    },
  );

  it('calls a refresh token that nobody has expired or revoked', async () => {
    const { status, body } = await caller.post('/revoke?token=1//unknown');
    expect(status).toBe(400);
    expect(body).toEqual({
      error: 'invalid_token',
      error_description: 'Token expired or revoked',
    });
  });
});
