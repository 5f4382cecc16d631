import { OWN_WORDING } from '../texts';
import { Caller, DEV, TestGoogle } from '../__testUtils__/TestGoogle';

const ENDPOINTS = `/v1/${DEV}/endpoints`;
const ACCOUNT =
  '/v1/projects/-/serviceAccounts/vertex-deployer@ml-staging.iam.gserviceaccount.com';

describe('requests that the front end refuses', () => {
  let google: TestGoogle;
  let caller: Caller;

  beforeAll(async () => {
    google = await TestGoogle.start();
    caller = await google.as('dev:deployer');
  });
  afterAll(() => google.stop());

  const violation = (description: string) => [
    {
      '@type': 'type.googleapis.com/google.rpc.BadRequest',
      fieldViolations: [{ description }],
    },
  ];

  it.each([
    `${ACCOUNT}:generateAccessToken`,
    `${ACCOUNT}:generateIdToken`,
    `${ACCOUNT}:signJwt`,
    `${ACCOUNT}:signBlob`,
    '/v3/projects/ml-dev:testIamPermissions',
    `/v1/${DEV}/models/7001:testIamPermissions`,
    `/v1beta1/${DEV}/endpoints/4001:testIamPermissions`,
    `/v1/${DEV}/models:upload`,
    '/v1/token',
  ])('refuses an unknown field at %s', async path => {
    const { status, body } = await caller.post(path, { colour: 'red' });
    const text =
      'Invalid JSON payload received. Unknown name "colour": Cannot find field.';
    expect(status).toBe(400);
    expect(body).toEqual({
      error: {
        code: 400,
        status: 'INVALID_ARGUMENT',
        message: text,
        details: violation(text),
      },
    });
  });

  it.each(['{"displayName": ', 'nonsense'])(
    'refuses the body %j, which is not JSON',
    async text => {
      const response = await fetch(`${google.emulator.url}${ENDPOINTS}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${caller.token}`,
          'content-type': 'application/json',
        },
        body: text,
      });
      expect(response.status).toBe(400);
      const { error } = await response.json();
      expect(error.status).toBe('INVALID_ARGUMENT');
      expect(error.message).toMatch(/^Invalid JSON payload received\./);
    },
  );

  it.each<[string, Record<string, string>, Uint8Array, string]>([
    [
      'of more than 32 MB',
      {},
      Buffer.alloc(32 * 1024 * 1024 + 1, ' '),
      'Request payload size exceeds the limit: 33554432 bytes.',
    ],
    [
      'in an unknown encoding',
      { 'content-encoding': 'smoke' },
      Buffer.from('{}'),
      `The body cannot be read: unsupported content encoding "smoke".${OWN_WORDING}`,
    ],
    [
      'that is not what its encoding says',
      { 'content-encoding': 'gzip' },
      Buffer.from('{}'),
      `The body cannot be read: Bad Request.${OWN_WORDING}`,
    ],
  ])(
    'refuses a body %s, and notes the request',
    async (_, headers, bytes, text) => {
      google.emulator.journal.clear();
      const response = await fetch(`${google.emulator.url}${ENDPOINTS}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: bytes,
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({
        error: { code: 400, status: 'INVALID_ARGUMENT', message: text },
      });
      expect(google.emulator.journal.entries()).toEqual([
        expect.objectContaining({ method: 'CreateEndpoint', status: 400 }),
      ]);
    },
  );

  it('refuses a body that is no object', async () => {
    const { status, body } = await caller.post(ENDPOINTS, ['x']);
    const text =
      'Invalid JSON payload received. Unknown name "": Root element must be a message.';
    expect(status).toBe(400);
    expect(body.error.message).toBe(text);
    expect(body.error.details).toEqual(violation(text));
  });

  it.each([
    ['GET', `${ENDPOINTS}?page=2`, 'page'],
    ['GET', `${ENDPOINTS}/4001?readMask=name`, 'readMask'],
    ['GET', `${ENDPOINTS}?parent=x`, 'parent'],
    ['PATCH', `${ENDPOINTS}/4001?updatemask=labels`, 'updatemask'],
    ['POST', `${ENDPOINTS}?endpointID=x`, 'endpointID'],
    ['POST', '/v3/projects/ml-dev:testIamPermissions?user=x', 'user'],
  ])('refuses the parameter of %s %s', async (method, path, name) => {
    const { status, body } = await caller.call(method, path, {
      body: method === 'GET' ? undefined : {},
    });
    const text = `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`;
    expect(status).toBe(400);
    expect(body.error.message).toBe(text);
    expect(body.error.details).toEqual(violation(text));
  });

  it('refuses a parameter of the wrong type, and says where', async () => {
    const { status, body } = await caller.get(`${ENDPOINTS}?pageSize=many`);
    expect(status).toBe(400);
    expect(body.error.message).toBe(
      `Invalid value at 'page_size' (TYPE_INT32), "many"`,
    );
    expect(body.error.details[0].fieldViolations[0].field).toBe('page_size');
  });

  it.each([
    ['true', 200],
    ['perhaps', 400],
  ])('answers the yes-or-no parameter "%s" with %i', async (value, status) => {
    const answer = await caller.get(
      `/v1/${DEV}/operations?returnPartialSuccess=${value}`,
    );
    expect(answer.status).toBe(status);
  });

  it('takes what every API takes, and both spellings of a field', async () => {
    const { status, body } = await caller.get(
      `${ENDPOINTS}?page_size=1&prettyPrint=false&$alt=json%3Benum-encoding%3Dint&key=k`,
    );
    expect(status).toBe(200);
    expect(body.endpoints).toHaveLength(1);
  });

  it('ignores fields of a form that the token exchange does not know', async () => {
    const assertion = await google.issuer.sign(google.claims('dev:viewer'));
    const answer = await google.exchange(assertion, { client_id: 'portal' });
    expect(answer.status).toBe(200);
  });
});
