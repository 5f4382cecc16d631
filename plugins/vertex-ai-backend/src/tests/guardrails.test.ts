import { randomUUID } from 'node:crypto';
import {
  eachDatabase,
  Portal,
  startPortal,
  until,
} from '@backstage-vertex/testkit';
import plugin from '..';
import {
  carryOut,
  deployTo,
  finished,
  request,
  writesAtGoogle,
} from '../deployments/__testUtils__/portalDriver';

const few = {
  name: 'few-replicas',
  actions: ['deployment.create'],
  expression: 'request.replicas.max <= 2',
  message: 'Two replicas at most in dev.',
};
const guardrails = [
  few,
  {
    name: 'no-weekend',
    actions: ['deployment.create'],
    expression: "!(now.getDayOfWeek('Europe/Berlin') in [0, 6])",
    message: 'Nothing is deployed on weekends.',
  },
  {
    name: 'reviewed-models',
    actions: ['deployment.create'],
    expression: "'reviewed' in model.labels",
    mode: 'observe',
    message: 'A model should be reviewed.',
  },
  {
    name: 'own-registry',
    actions: ['model.upload'],
    expression:
      "request.containerImageUri.startsWith('europe-docker.pkg.dev/')",
    message: 'Images come from europe-docker.pkg.dev.',
  },
];

const THURSDAY = new Date('2027-01-07T12:00:00Z');
const SATURDAY = new Date('2027-01-09T12:00:00Z');
const violated = (name: string) => ({
  problem: {
    code: 'guardrail_violated',
    detail: guardrails.find(guardrail => guardrail.name === name)!.message,
  },
});

describe.each(eachDatabase())('guardrails on %s', database => {
  let portal: Portal;
  const dana = () => portal.as('dana');
  const many = deployTo('new', { replicas: { min: 1, max: 3 } });

  beforeEach(async () => {
    portal = await startPortal({
      features: [plugin],
      database,
      configure: config => {
        config.vertexAi.environments.dev.guardrails = guardrails;
      },
    });
    portal.clock.set(THURSDAY);
  });
  afterEach(() => portal.stop());

  it('refuse alike in the preview and in the request, and both are on record', async () => {
    const preview = await dana().previewDeployment(many);
    expect(preview.decision).toMatchObject({
      outcome: 'denied',
      reasons: [{ code: 'guardrail', guardrail: 'few-replicas' }],
    });
    await expect(
      dana().createDeployment(many, randomUUID()),
    ).rejects.toMatchObject(violated('few-replicas'));
    expect(writesAtGoogle(portal)).toEqual([]);
    const { items } = await portal.as('sofia').listAudit({
      environment: 'dev',
    });
    expect(
      items
        .filter(({ outcome }) => outcome === 'denied')
        .map(({ event, detail }) => [event, Boolean(detail.preview)]),
    ).toEqual([
      ['decision', false],
      ['decision', true],
    ]);
  });

  it('that are only observed tell and refuse nothing', async () => {
    const { decision } = await dana().previewDeployment(deployTo('new'));
    expect(decision).toEqual({
      outcome: 'allowed',
      role: 'deployer',
      rule: 'deployer',
      observed: [
        {
          guardrail: 'reviewed-models',
          message: 'A model should be reviewed.',
        },
      ],
    });
    expect((await carryOut(portal, deployTo('new'))).phase).toBe('succeeded');
  });

  it('freeze what was not begun in time', async () => {
    portal.clock.set(SATURDAY);
    await expect(
      dana().createDeployment(deployTo('new'), randomUUID()),
    ).rejects.toMatchObject(violated('no-weekend'));
  });

  it('leave nothing half done that was begun before the freeze', async () => {
    portal.clock.set(new Date('2027-01-08T22:50:00Z'));
    const id = await request(portal, deployTo('new'));
    await until('it has begun', () => writesAtGoogle(portal).length > 0);
    portal.clock.advance(15 * 60_000);
    expect((await finished(portal, id)).phase).toBe('succeeded');
    await expect(
      dana().createDeployment(deployTo('new'), randomUUID()),
    ).rejects.toMatchObject(violated('no-weekend'));
  });

  it('hold for uploads', async () => {
    const place = { environment: 'dev', location: 'europe-west4' };
    const upload = (containerImageUri: string) =>
      dana().uploadModel(
        place,
        {
          displayName: 'm',
          artifactUri: 'gs://our-models/m',
          containerImageUri,
        },
        { idempotencyKey: randomUUID() },
      );
    await expect(upload('docker.io/evil/image')).rejects.toMatchObject(
      violated('own-registry'),
    );
    expect(
      await upload('europe-docker.pkg.dev/vertex-ai/prediction/tf2-cpu.2-15'),
    ).toBeDefined();
  });
});
