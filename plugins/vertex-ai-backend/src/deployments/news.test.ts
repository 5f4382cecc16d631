import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  SIGNAL_DEPLOYMENTS,
  TOPIC_DEPLOYMENT_CHANGED,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Portal, startPortal, until } from '@backstage-vertex/testkit';
import express, { Router } from 'express';
import plugin from '..';
import {
  carryOut,
  deployTo,
  finished,
  request,
} from './__testUtils__/portalDriver';

/** Hears what other plugins would hear, and whether it was true already when it was said. */
function createListener() {
  const events: unknown[] = [];
  const signals: { recipients: unknown; channel: string; message: any }[] = [];
  const notifications: any[] = [];
  const listener = createBackendPlugin({
    pluginId: 'notifications',
    register(env) {
      env.registerInit({
        deps: {
          events: eventsServiceRef,
          http: coreServices.httpRouter,
        },
        async init(services) {
          await services.events.subscribe({
            id: 'test',
            topics: [TOPIC_DEPLOYMENT_CHANGED, 'signals'],
            onEvent: async ({ topic, eventPayload }) => {
              if (topic === 'signals') {
                signals.push(eventPayload as (typeof signals)[number]);
              } else {
                events.push(eventPayload);
              }
            },
          });
          const router = Router();
          router.post('/', express.json(), (incoming, outgoing) => {
            notifications.push(incoming.body);
            outgoing.status(200).json([]);
          });
          services.http.use(router);
        },
      });
    },
  });
  return { events, signals, notifications, listener };
}

describe('news of a deployment', () => {
  let portal: Portal;
  const { events, signals, notifications, listener } = createListener();

  beforeAll(async () => {
    portal = await startPortal({ features: [plugin, listener] });
  });
  afterAll(() => portal.stop());
  beforeEach(() => {
    [events, signals, notifications].forEach(list => list.splice(0));
  });

  it('is an event for each phase, with no more than a list row reveals', async () => {
    const { id } = await carryOut(portal, deployTo('live'));
    await until('all is told', () => events.length === 4);
    const change = (phase: string) => ({ id, environment: 'dev', phase });
    expect(events).toEqual([
      change('queued'),
      change('deploying'),
      change('rollingOut'),
      change('succeeded'),
    ]);
  });

  it('is a signal to those who may read the environment, and to nobody else', async () => {
    await carryOut(portal, deployTo('live'));
    await until('the end is told', () =>
      signals.some(({ message }) => message.phase === 'succeeded'),
    );
    for (const { recipients, channel, message } of signals) {
      expect(channel).toBe(SIGNAL_DEPLOYMENTS);
      expect(Object.keys(message).sort()).toEqual([
        'environment',
        'id',
        'phase',
      ]);
      expect(recipients).toEqual({
        type: 'user',
        entityRef: expect.arrayContaining([
          'group:default/ml-viewers',
          'group:default/ml-deployers',
        ]),
      });
    }
  });

  it('is a notification to the requester when it ends, with what went wrong', async () => {
    portal.emulator.scenarios.add({
      match: { method: 'DeployModel' },
      effect: 'failOperationAtStage',
      message: 'Model server never became ready.',
    });
    const done = await carryOut(portal, deployTo('live'));
    await until('it is sent', () => notifications.length === 1);
    expect(notifications).toMatchObject([
      {
        recipients: {
          type: 'entity',
          entityRef: 'user:default/dana.deployer',
        },
        payload: {
          title: 'Deploy fraud-score version 2 to fraud-live: failed',
          description: expect.stringContaining(
            'Model server never became ready.',
          ),
          link: `/vertex-ai/deployments/${done.id}`,
          severity: 'high',
        },
      },
    ]);
  });

  it('is told after the commit: whoever reads on an event finds the phase', async () => {
    const id = await request(portal, deployTo('live'));
    const order = ['queued', 'deploying', 'rollingOut', 'succeeded'];
    const reads: { told: number; found: number }[] = [];
    const done = finished(portal, id);
    await until(
      'the end is told',
      async () => {
        const told = (events.at(-1) as { phase?: string } | undefined)?.phase;
        const { phase } = await portal.as('dana').getDeployment(id);
        reads.push({
          told: order.indexOf(told ?? 'queued'),
          found: order.indexOf(phase),
        });
        return told === 'succeeded';
      },
      { timeoutMs: 30_000 },
    );
    expect((await done).phase).toBe('succeeded');
    expect(reads.filter(({ told, found }) => found < told)).toEqual([]);
  });
});
