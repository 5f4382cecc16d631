import { randomUUID } from 'node:crypto';
import {
  RouteId,
  routes,
  TrafficRequest,
  UndeployRequest,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { eachDatabase, Portal, startPortal } from '@backstage-vertex/testkit';
import plugin from '..';
import { deployTo } from '../deployments/__testUtils__/portalDriver';

const located = { environment: 'dev', location: 'europe-west4' };
const oneModel = { ...located, model: '7001' };
const oneEndpoint = { ...located, endpoint: '4001' };

interface Gate {
  params?: Record<string, string>;
  body?: unknown;
  /** What somebody without any role is answered, whom Backstage's permission policy refuses nothing. */
  stranger: { status: number; answer: object };
}

const refused = {
  status: 403,
  answer: { code: 'role_missing' },
  onRecord: ['decision', 'denied'],
};
const unsigned = {
  ...refused,
  answer: { code: 'step_up_refused' },
};
const unknown = { status: 404, answer: { code: 'not_found' } };
const unknownId = '0'.repeat(26);
const webauthn = { id: 'AAAA', rawId: 'AAAA', type: 'public-key' };
const denied = {
  status: 200,
  answer: { decision: { outcome: 'denied' } },
  onRecord: ['decision', 'denied'],
};
/** Everybody may be told that the own way ends at the role. */
const undiagnosed = {
  status: 200,
  answer: { outcome: 'failed' },
  onRecord: ['handshake.diagnosed', 'failure'],
};
const nothing = { status: 200, answer: { items: [] } };
const noRoles = {
  status: 200,
  answer: { items: ['dev', 'staging', 'prod'].map(() => ({ roles: [] })) },
};

const undeploy: UndeployRequest = {
  ...located,
  action: 'deployment.undeploy',
  endpointId: '4001',
  deployedModelId: '9001',
  etag: 'x',
};
const traffic: TrafficRequest = {
  ...located,
  action: 'traffic.set',
  endpointId: '4001',
  split: { '9001': 100 },
  etag: 'x',
};

/** A request for every route of the contract. */
const gates: Record<RouteId, Gate[]> = {
  listEnvironments: [{ stranger: noRoles }],
  diagnose: [
    {
      params: { environment: 'dev' },
      body: {},
      stranger: undiagnosed,
    },
    {
      params: { environment: 'dev' },
      body: { actor: 'user:default/dana.deployer' },
      stranger: refused,
    },
  ],
  // The public halves are public.
  getIssuer: [{ stranger: { status: 200, answer: { mayRotate: false } } }],
  rotateIssuerKeys: [
    { body: { reason: 'just because I can' }, stranger: refused },
  ],
  listModels: [{ stranger: nothing }],
  getModel: [{ params: oneModel, stranger: refused }],
  uploadModel: [
    {
      params: located,
      body: {
        displayName: 'm',
        artifactUri: 'gs://bucket/m',
        containerImageUri: 'image',
      },
      stranger: refused,
    },
  ],
  changeAliases: [
    {
      params: oneModel,
      body: { versionId: '1', add: ['stable'] },
      stranger: refused,
    },
  ],
  listEndpoints: [{ stranger: nothing }],
  getEndpoint: [{ params: oneEndpoint, stranger: refused }],
  predict: [
    {
      params: oneEndpoint,
      body: { instances: [[1]] },
      stranger: refused,
    },
  ],
  previewDeployment: [deployTo('live'), undeploy, traffic].map(body => ({
    body,
    stranger: denied,
  })),
  createDeployment: [deployTo('live'), undeploy, traffic].map(body => ({
    body,
    stranger: refused,
  })),
  listDeployments: [{ stranger: nothing }],
  getDeployment: [{ params: { deployment: '' }, stranger: refused }],
  cancelDeployment: [
    { params: { deployment: '' }, body: {}, stranger: refused },
  ],
  reviseDeployment: [
    {
      params: { deployment: '' },
      body: deployTo('live'),
      stranger: refused,
    },
  ],
  breakGlass: [deployTo('live'), undeploy, traffic].map(body => ({
    body: { ...body, reason: 'It burns.' },
    stranger: refused,
  })),
  listApprovals: [{ stranger: nothing }],
  getApproval: [{ params: { deployment: '' }, stranger: refused }],
  compareApproval: [{ params: { deployment: '' }, stranger: refused }],
  vote: [
    {
      params: { deployment: '' },
      body: { verdict: 'approve', intentDigest: '0'.repeat(64) },
      stranger: refused,
    },
  ],
  closeReview: [
    {
      params: { deployment: '' },
      body: { verdict: 'justified', comment: 'It did burn.' },
      stranger: refused,
    },
  ],
  createStepUpChallenge: [
    {
      body: { subject: { kind: 'removeKey', key: unknownId } },
      stranger: unknown,
    },
  ],
  answerStepUpChallenge: [
    {
      params: { challenge: unknownId },
      body: {
        response: {
          ...webauthn,
          response: {
            clientDataJSON: 'AAAA',
            authenticatorData: 'AAAA',
            signature: 'AAAA',
          },
        },
      },
      stranger: unsigned,
    },
  ],
  getStepUpEvidence: [{ params: { evidence: unknownId }, stranger: unknown }],
  listSecurityKeys: [{ stranger: nothing }],
  // Everybody may register a key of one's own; it gives no right to anything.
  startKeyRegistration: [
    { stranger: { status: 201, answer: { stepUp: false } } },
  ],
  finishKeyRegistration: [
    {
      params: { registration: unknownId },
      body: {
        name: 'key',
        response: {
          ...webauthn,
          response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
        },
      },
      stranger: unsigned,
    },
  ],
  renameSecurityKey: [
    { params: { key: unknownId }, body: { name: 'key' }, stranger: unknown },
  ],
  removeSecurityKey: [{ params: { key: unknownId }, stranger: unknown }],
  listKeyResets: [{ stranger: nothing }],
  requestKeyReset: [
    {
      body: { person: 'user:default/dana.deployer', reason: 'lost' },
      stranger: refused,
    },
  ],
  decideKeyReset: [
    {
      params: { reset: unknownId },
      body: { decision: 'approve' },
      stranger: unknown,
    },
  ],
  listAccess: [{ stranger: refused }],
  simulateAccess: [
    {
      body: { action: 'deployment.create', environment: 'dev' },
      stranger: {
        status: 200,
        answer: { explanation: { decision: { outcome: 'denied' } } },
      },
    },
    {
      body: {
        actor: 'user:default/dana.deployer',
        action: 'deployment.create',
        environment: 'dev',
      },
      stranger: refused,
    },
  ],
  listAudit: [{ stranger: refused }],
  listLeases: [{ stranger: nothing }],
  checkOutCredential: [
    {
      params: { environment: 'dev' },
      body: { role: 'predictor', lifetimeMinutes: 5, reason: 'a notebook' },
      stranger: refused,
    },
  ],
  getOwnAccess: [
    {
      stranger: {
        status: 200,
        answer: { endings: [], mayEndIn: [], mayEndEverywhere: false },
      },
    },
  ],
  listEndings: [{ stranger: nothing }],
  endAccess: [
    {
      body: {
        scope: { kind: 'actor', actor: 'user:default/dana.deployer' },
        reason: 'a try',
      },
      stranger: refused,
    },
  ],
  getEnding: [{ params: { ending: '' }, stranger: refused }],
  restoreAccess: [
    { params: { ending: '' }, body: { reason: 'a try' }, stranger: refused },
  ],
};

const cases = Object.entries(gates).flatMap(([route, all]) =>
  all.map(gate => ({
    id: route as RouteId,
    gate,
    name: `${route}${
      gate.body && 'action' in (gate.body as object)
        ? ` of ${(gate.body as { action: string }).action}`
        : ''
    }`,
  })),
);

describe.each(eachDatabase())('the gates of every route on %s', database => {
  let portal: Portal;
  let deployment: string;
  let ending: string;

  beforeAll(async () => {
    portal = await startPortal({
      features: [plugin],
      database,
      permissions: (_, ref) => !ref.includes('sofia'),
    });
    ({ id: deployment } = await portal
      .as('dana')
      .createDeployment(deployTo('new'), randomUUID()));
    // Dana ends her own access to where nothing else happens here.
    ({ id: ending } = await portal.as('dana').endAccess({
      scope: {
        kind: 'actor',
        actor: 'user:default/dana.deployer',
        environment: 'staging',
      },
      reason: 'for a test',
    }));
  });

  afterAll(() => portal.stop());

  const ask = (id: RouteId, { params = {}, body }: Gate, as?: string) => {
    const { path, method } = routes[id];
    const named: Record<string, string> = { ...params, deployment, ending };
    return portal.fetch(
      `/v1${path.replace(/\{(\w+)\}/g, (_, name) => named[name])}`,
      {
        as,
        method,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      },
    );
  };

  it('is every route of the contract', () => {
    expect(cases.map(({ id }) => id)).toEqual(
      expect.arrayContaining(Object.keys(routes)),
    );
  });

  it.each(cases)('$name is for nobody without credentials', async one => {
    expect((await ask(one.id, one.gate)).status).toBe(401);
  });

  it.each(cases)(
    '$name is refused, and the refusal on record, when Backstage’s permission policy says so',
    async ({ id, gate }) => {
      const response = await ask(id, gate, 'sofia');
      expect(response.status).toBe(403);
      const problem = await response.json();
      expect(problem).toMatchObject({ code: 'forbidden' });
      const entries = await (
        await portal.db()
      )('audit_entries').where({ correlation_id: problem.correlationId });
      expect(entries).toEqual([
        expect.objectContaining({ event: 'decision', outcome: 'denied' }),
      ]);
    },
  );

  it.each(cases)(
    '$name gives nothing to a stranger, and what is refused is on record',
    async ({ id, gate }) => {
      const response = await ask(id, gate, 'user:default/mallory');
      const answer = await response.json();
      expect({ status: response.status, answer }).toMatchObject({
        status: gate.stranger.status,
        answer: gate.stranger.answer,
      });
      const entries = await (
        await portal.db()
      )('audit_entries').where({
        correlation_id: response.headers.get('x-correlation-id'),
      });
      const onRecord = [refused, denied, undiagnosed, unsigned].find(
        no => no.answer === gate.stranger.answer,
      )?.onRecord;
      expect(
        entries.map(({ event, outcome, actor }) => [event, outcome, actor]),
      ).toEqual(onRecord ? [[...onRecord, 'user:default/mallory']] : []);
    },
  );

  it('puts an allowed preview on record as one', async () => {
    const { headers } = await ask(
      'previewDeployment',
      gates.previewDeployment[0],
      'dana',
    );
    const [decision] = await (
      await portal.db()
    )('audit_entries').where({
      correlation_id: headers.get('x-correlation-id'),
      event: 'decision',
    });
    expect(decision).toMatchObject({
      outcome: 'success',
      action: 'deployment.create',
      environment: 'dev',
    });
    expect(JSON.parse(decision.detail)).toMatchObject({ preview: true });
  });
});
