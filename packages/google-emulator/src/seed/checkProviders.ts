import { isLoopback } from '../core/loopback';
import { canBeCondition, celProblem } from '../services/sts/cel';
import {
  WorkloadIdentityPoolSeed,
  WorkloadIdentityProviderSeed,
} from './EmulatorSeed';

const KEY_MEMBERS = ['kty', 'alg', 'use', 'kid', 'n', 'e', 'x', 'y', 'crv'];
const ATTRIBUTE = /^(google\.(subject|groups)|attribute\.[a-z0-9_]{1,100})$/;

/**
 * What Google's IAM would refuse when these providers were configured there (limits of the workload identity federation
 * documentation).
 */
export function providerProblems(pools: WorkloadIdentityPoolSeed[]): string[] {
  return pools.flatMap(pool => [
    ...(pool.name.includes('/workloadIdentityPools/gcp-')
      ? [`${pool.name}: names that begin with "gcp-" are reserved`]
      : []),
    ...pool.providers.flatMap(provider =>
      problemsOf(provider).map(
        problem => `${pool.name}/providers/${provider.id}: ${problem}`,
      ),
    ),
  ]);
}

function problemsOf(provider: WorkloadIdentityProviderSeed): string[] {
  const problems: string[] = [];
  if (
    !provider.issuer.startsWith('https://') &&
    !(provider.issuer.startsWith('http://') && isLoopback(provider.issuer))
  ) {
    problems.push(
      `issuer "${provider.issuer}" must be an https address (http is accepted for loopback only)`,
    );
  }
  const audiences = provider.allowedAudiences ?? [];
  if (audiences.length > 10 || audiences.some(a => a.length > 256)) {
    problems.push(
      'allowedAudiences holds at most 10 entries of 256 characters',
    );
  }
  return [...problems, ...keyProblems(provider), ...celProblems(provider)];
}

function keyProblems({ jwks }: WorkloadIdentityProviderSeed): string[] {
  if (!jwks) return [];
  const problems = jwks.keys.flatMap(key =>
    Object.keys(key)
      .filter(member => !KEY_MEMBERS.includes(member))
      .map(
        member =>
          `key "${
            key.kid
          }" holds "${member}"; an uploaded key holds ${KEY_MEMBERS.join(
            ', ',
          )} only`,
      ),
  );
  for (const { kid, kty, crv } of jwks.keys) {
    const fits = kty === 'RSA' || (kty === 'EC' && crv === 'P-256');
    if (!fits) problems.push(`key "${kid}" is neither RSA nor EC on P-256`);
  }
  return jwks.keys.length > 8
    ? [...problems, `${jwks.keys.length} keys; at most 8 can be uploaded`]
    : problems;
}

function celProblems(provider: WorkloadIdentityProviderSeed): string[] {
  const { attributeMapping, attributeCondition } = provider;
  const problems: string[] = [];
  if (!attributeMapping['google.subject']) {
    problems.push('attributeMapping must map google.subject');
  }
  for (const [name, expression] of Object.entries(attributeMapping)) {
    if (!ATTRIBUTE.test(name)) problems.push(`"${name}" is not an attribute`);
    if (expression.length > 2048) {
      problems.push(`the mapping of ${name} is longer than 2048 characters`);
    }
    const problem = celProblem(expression);
    if (problem) problems.push(`the mapping of ${name}: ${problem}`);
  }
  if (attributeCondition) {
    if (attributeCondition.length > 4096) {
      problems.push('attributeCondition is longer than 4096 characters');
    }
    const problem = celProblem(attributeCondition);
    if (problem) problems.push(`attributeCondition: ${problem}`);
    else if (!canBeCondition(attributeCondition)) {
      problems.push('attributeCondition must be true or false');
    }
  }
  return problems;
}
