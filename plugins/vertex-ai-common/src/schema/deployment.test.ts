import { fieldIssues } from '../issues';
import {
  deploymentRequestSchema,
  DeploymentRequestInput,
  isFinal,
  phases,
  storedRequestSchema,
} from './deployment';

const deploy = {
  action: 'deployment.create',
  environment: 'dev',
  location: 'europe-west4',
  model: { id: '7001', version: '2' },
  endpoint: { kind: 'new', displayName: 'fraud' },
  machine: { machineType: 'n1-standard-4' },
  replicas: { min: 1, max: 2 },
} satisfies DeploymentRequestInput;

const traffic = {
  action: 'traffic.set',
  environment: 'dev',
  location: 'europe-west4',
  endpointId: '4001',
  etag: 'abc',
  split: { '1': 60, '2': 40 },
} satisfies DeploymentRequestInput;

function problemOf(request: unknown): string {
  const parsed = deploymentRequestSchema.safeParse(request);
  return parsed.success
    ? 'accepted'
    : fieldIssues('body', parsed.error)
        .map(({ path, message }) => `${path}: ${message}`)
        .join('; ');
}

describe('deploymentRequestSchema', () => {
  it('fills in the strategy, the whole traffic and a shared endpoint', () => {
    expect(deploymentRequestSchema.parse(deploy)).toMatchObject({
      strategy: { kind: 'allAtOnce' },
      trafficPercent: 100,
      endpoint: { dedicated: false },
    });
  });

  it.each<[string, unknown, RegExp]>([
    [
      'a model id that reaches another resource',
      { ...deploy, model: { id: '../endpoints/1' } },
      /model\.id: a resource id/,
    ],
    [
      'a version in the model id',
      { ...deploy, model: { id: '7001@1' } },
      /model\.id: a resource id/,
    ],
    [
      'a version that reaches another resource',
      { ...deploy, model: { id: '7001', version: '1/../2' } },
      /model\.version: a version id or alias/,
    ],
    [
      'a name that not every database can keep',
      { ...deploy, endpoint: { kind: 'new', displayName: 'a\u0000b' } },
      /endpoint\.displayName: without control characters/,
    ],
    [
      'an accelerator without a count',
      {
        ...deploy,
        machine: {
          machineType: 'n1-standard-4',
          acceleratorType: 'NVIDIA_TESLA_T4',
        },
      },
      /acceleratorType and acceleratorCount come together/,
    ],
    [
      'more minimum than maximum replicas',
      { ...deploy, replicas: { min: 3, max: 2 } },
      /replicas\.min is at most replicas\.max/,
    ],
    [
      'a field that nobody knows',
      { ...deploy, actor: 'user:default/somebody-else' },
      /actor/,
    ],
    [
      'shares that do not add up to 100',
      { ...traffic, split: { '1': 60, '2': 39 } },
      /add up to 100/,
    ],
    ['an empty split', { ...traffic, split: {} }, /at least one/],
    [
      'a service account that is not one',
      { ...deploy, serviceAccount: 'someone@example.com' },
      /serviceAccount/,
    ],
    [
      'a label key in capitals',
      {
        ...deploy,
        endpoint: { ...deploy.endpoint, labels: { Team: 'a' } },
      },
      /lower-case/,
    ],
    [
      'an unknown action',
      { ...deploy, action: 'deployment.destroy' },
      /action/,
    ],
  ])('refuses %s', (_, request, message) => {
    expect(problemOf(request)).toMatch(message);
  });

  it('takes a split that adds up to 100', () => {
    expect(problemOf(traffic)).toBe('accepted');
  });
});

describe('isFinal', () => {
  it('holds for the ends of a deployment only', () => {
    expect(phases.filter(isFinal)).toEqual([
      'succeeded',
      'failed',
      'cancelled',
      'rejected',
      'expired',
    ]);
  });
});

describe('storedRequestSchema', () => {
  it.each([
    ['above a limit of today', { ...deploy, reason: 'x'.repeat(5_000) }],
    [
      'above one deep in it',
      { ...deploy, endpoint: { kind: 'new', displayName: 'x'.repeat(500) } },
    ],
    [
      'with replicas that make no sense',
      { ...deploy, replicas: { min: 9, max: 0 } },
    ],
    ['with a word that is not known', { ...deploy, spot: true }],
    [
      'with one that is not known deep in it',
      { ...deploy, machine: { ...deploy.machine, tpuTopology: '2x2' } },
    ],
    ['with shares that do not add up', { ...traffic, split: { one: 160 } }],
  ])('keeps a request readable %s, with all there is of it', (_, request) => {
    expect(problemOf(request)).not.toBe('accepted');
    expect(storedRequestSchema.parse(request)).toMatchObject(request);
  });

  it('fills in what is filled in for a new request', () => {
    expect(storedRequestSchema.parse(deploy)).toEqual(
      deploymentRequestSchema.parse(deploy),
    );
  });

  it.each([
    ['an action that nobody knows', { ...deploy, action: 'deployment.guess' }],
    [
      'a missing part, which nothing could be shown for',
      { ...deploy, machine: undefined },
    ],
  ])('does not paper over %s', (_, request) => {
    expect(storedRequestSchema.safeParse(request).success).toBe(false);
  });
});
