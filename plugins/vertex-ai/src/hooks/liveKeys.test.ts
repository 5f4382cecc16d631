import { DeploymentChanged } from '@backstage-vertex/plugin-vertex-ai-common';
import { concerns } from './liveKeys';

const change = (
  phase: DeploymentChanged['phase'],
  environment = 'dev',
): DeploymentChanged => ({ id: 'one', environment, phase });

const place = { environment: 'dev', location: 'europe-west4' };

describe('a changed deployment', () => {
  it.each<[readonly unknown[], DeploymentChanged, boolean]>([
    [['deployment', 'one'], change('queued'), true],
    [['deployment', 'other'], change('succeeded'), false],
    [['approval', 'one'], change('queued'), true],
    [['approval', 'other'], change('queued'), false],
    [['approvals', { show: 'open' }], change('awaitingApproval'), true],
    [['approvals', { environment: 'prod' }], change('queued'), false],
    [['deployments', {}], change('queued'), true],
    [['deployments', { environment: 'prod' }], change('queued'), false],
    [['deployments', { phase: 'deploying' }], change('rollingOut'), true],
    [['deployments', { phase: 'failed' }], change('rollingOut'), false],
    [['deployments', { phase: 'failed' }], change('failed'), true],
    [['endpoint', { ...place, endpoint: '1' }], change('succeeded'), true],
    [['endpoint', { ...place, endpoint: '1' }], change('preparing'), false],
    [
      ['endpoint', { ...place, endpoint: '1' }],
      change('succeeded', 'prod'),
      false,
    ],
    [['endpoints', { limit: 200 }], change('rollingOut'), true],
    [['endpoints', { environment: 'prod' }], change('rollingOut'), false],
    [['model', { ...place, model: '1' }], change('failed'), true],
    [['models', { limit: 1 }], change('succeeded'), true],
    [['environments'], change('succeeded'), false],
    [['preview', { action: 'traffic.set' }], change('succeeded'), false],
  ])('of %j and %j: %s', (key, news, expected) => {
    expect(concerns(key, news)).toBe(expected);
  });
});
