import type { DiagnosedHop } from '@backstage-vertex/plugin-vertex-ai-common';
import { HopViewer, redactHops } from './redactHops';

const hops: DiagnosedHop[] = [
  {
    hop: 'identity',
    outcome: 'passed',
    durationMs: 1,
    claims: {
      kind: 'user',
      ref: 'user:default/dana.deployer',
      groups: ['group:default/fraud'],
    },
  },
  {
    hop: 'assertion',
    outcome: 'passed',
    durationMs: 2,
    claims: {
      sub: 'user:default/dana.deployer',
      env_role: 'prod:deployer',
      groups: ['group:default/fraud'],
      department: 'fraud',
    },
  },
  { hop: 'sts', outcome: 'skipped' },
];

describe('redactHops', () => {
  it.each<[string, HopViewer]>([
    ['of one’s own walk', { own: true, roles: [] }],
    ['for an auditor', { own: false, roles: ['viewer', 'auditor'] }],
    ['for an admin', { own: false, roles: ['admin'] }],
  ])('leaves everything %s', (_, viewer) => {
    expect(redactHops(hops, viewer)).toEqual(hops);
  });

  it.each(['viewer', 'predictor', 'deployer', 'approver', 'breakGlass'])(
    'leaves a %s only who somebody else is',
    role => {
      expect(redactHops(hops, { own: false, roles: [role] })).toMatchObject([
        {
          hop: 'identity',
          claims: {
            kind: 'user',
            ref: 'user:default/dana.deployer',
            groups: '[redacted]',
          },
        },
        {
          durationMs: 2,
          claims: {
            sub: 'user:default/dana.deployer',
            env_role: 'prod:deployer',
            groups: '[redacted]',
            department: '[redacted]',
          },
        },
        { hop: 'sts', outcome: 'skipped' },
      ]);
    },
  );

  it('leaves nothing of another person’s claims to somebody without a role', () => {
    const text = JSON.stringify(redactHops(hops, { own: false, roles: [] }));
    expect(text).not.toContain('fraud');
  });

  it('changes nothing in what it was given', () => {
    const before = structuredClone(hops);
    redactHops(hops, { own: false, roles: [] });
    expect(hops).toEqual(before);
  });
});
