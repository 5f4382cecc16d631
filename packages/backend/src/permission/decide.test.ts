import { vertexAiPermissions } from '@backstage-vertex/plugin-vertex-ai-common';
import { decide, permissionsByGroup } from './decide';

const deployer = [
  'user:default/dana.deployer',
  'group:default/ml-deployers',
  'group:default/ml-on-call',
];
const approver = ['user:default/amir.approver', 'group:default/ml-approvers'];
const auditor = ['user:default/sofia.auditor', 'group:default/ml-auditors'];
const viewer = ['user:default/victor.viewer', 'group:default/ml-viewers'];

const rules: [permission: string, ...allowed: ('yes' | 'no')[]][] = [
  // permission                        deployer approver auditor viewer
  ['catalog.entity.read', 'yes', 'yes', 'yes', 'yes'],
  ['catalog.entity.delete', 'no', 'no', 'no', 'no'],
  ['catalog.entity.refresh', 'yes', 'yes', 'no', 'no'],
  ['catalog.location.create', 'no', 'no', 'no', 'no'],
  ['scaffolder.task.create', 'yes', 'no', 'no', 'no'],
  ['scaffolder.template.management', 'no', 'no', 'no', 'no'],
  ['vertex-ai.environment.read', 'yes', 'yes', 'yes', 'yes'],
  ['vertex-ai.model.read', 'yes', 'yes', 'yes', 'yes'],
  ['vertex-ai.model.upload', 'yes', 'no', 'no', 'no'],
  ['vertex-ai.model.update', 'yes', 'no', 'no', 'no'],
  ['vertex-ai.endpoint.read', 'yes', 'yes', 'yes', 'yes'],
  ['vertex-ai.prediction.invoke', 'yes', 'no', 'no', 'no'],
  ['vertex-ai.deployment.read', 'yes', 'yes', 'yes', 'yes'],
  ['vertex-ai.deployment.create', 'yes', 'no', 'no', 'no'],
  ['vertex-ai.deployment.undeploy', 'yes', 'no', 'no', 'no'],
  ['vertex-ai.deployment.cancel', 'yes', 'no', 'no', 'no'],
  ['vertex-ai.traffic.set', 'yes', 'no', 'no', 'no'],
  ['vertex-ai.audit.read', 'no', 'no', 'yes', 'no'],
  ['vertex-ai.deployment.break-glass', 'yes', 'no', 'no', 'no'],
  ['vertex-ai.approval.vote', 'no', 'yes', 'no', 'no'],
  ['vertex-ai.approval.review', 'no', 'no', 'yes', 'no'],
  ['vertex-ai.credential.checkout', 'yes', 'no', 'no', 'no'],
  ['vertex-ai.credential.end', 'no', 'no', 'yes', 'no'],
  ['vertex-ai.issuer.rotate', 'no', 'yes', 'yes', 'no'],
  ['vertex-ai.security-key.use', 'yes', 'yes', 'yes', 'yes'],
  ['vertex-ai.security-key.reset', 'no', 'yes', 'yes', 'no'],
];

describe('demo permission policy', () => {
  it.each(rules)(
    '%s: deployer %s, approver %s, auditor %s, viewer %s',
    (permission, ...expected) => {
      const answers = [deployer, approver, auditor, viewer].map(refs =>
        decide(permission, refs) === 'allow' ? 'yes' : 'no',
      );
      expect(answers).toEqual(expected);
    },
  );

  it('has a rule for each permission of the family', () => {
    const ruled = rules.map(([permission]) => permission);
    for (const { name } of vertexAiPermissions) {
      expect(ruled).toContain(name);
    }
  });

  it('names no permission of the family that does not exist', () => {
    const existing = vertexAiPermissions.map(({ name }) => name);
    for (const name of Object.values(permissionsByGroup).flat()) {
      expect(name.startsWith('vertex-ai.') && !existing.includes(name)).toBe(
        false,
      );
    }
  });

  it('refuses a permission that no row names', () => {
    expect(decide('vertex-ai.something.new', deployer)).toBe('deny');
  });

  it('refuses a person of no group, and nobody', () => {
    const lone = ['user:default/mallory', 'group:default/fraud-ml'];
    expect(decide('catalog.entity.read', lone)).toBe('deny');
    expect(decide('catalog.entity.read', [])).toBe('deny');
    expect(decide('catalog.entity.read', undefined)).toBe('deny');
  });

  it('gives no permission to a name that every object inherits', () => {
    expect(decide('constructor', ['constructor', '__proto__'])).toBe('deny');
  });
});
