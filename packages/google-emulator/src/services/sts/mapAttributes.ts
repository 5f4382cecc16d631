import { OAuthError } from '../../core/ApiError';
import { JsonObject } from '../../core/json';
import { FederatedIdentity } from '../../iam/Identity';
import { stsTexts } from '../../texts';
import { evaluateCel, MAPPED_GOOGLE } from './cel';
import { Provider } from './findProvider';
import { AssertionClaims } from './verifyAssertion';

const SUBJECT_LIMIT_BYTES = 127;
const MAPPED_LIMIT_BYTES = 8192;

/**
 * Maps the claims to a federated identity with the provider's CEL expressions, and checks its condition.
 * An expression that finds no claim leaves its attribute unset; only google.subject is required.
 */
export function mapAttributes(
  claims: AssertionClaims,
  target: Provider,
): FederatedIdentity {
  const { provider, pool } = target;
  const mapped: Record<string, unknown> = {};
  for (const [name, expression] of Object.entries(provider.attributeMapping)) {
    const result = evaluateCel(expression, { assertion: claims });
    if (result.ok) mapped[name] = result.value;
  }
  const subject = mapped['google.subject'];
  if (typeof subject !== 'string' || subject === '') {
    throw new OAuthError('invalid_grant', stsTexts.noSubject);
  }
  if (Buffer.byteLength(subject) > SUBJECT_LIMIT_BYTES) {
    throw new OAuthError('invalid_request', stsTexts.subjectTooLong);
  }
  if (Buffer.byteLength(JSON.stringify(mapped)) > MAPPED_LIMIT_BYTES) {
    throw new OAuthError('invalid_request', stsTexts.mappedTooLarge);
  }
  const identity: FederatedIdentity = {
    kind: 'federated',
    pool: pool.name,
    subject,
    groups: groupsOf(mapped['google.groups']),
    attributes: attributesOf(mapped),
  };
  checkCondition(provider.attributeCondition, claims, identity);
  return identity;
}

function groupsOf(groups: unknown): string[] {
  if (groups === undefined || groups === null) return [];
  if (!Array.isArray(groups) || groups.some(g => typeof g !== 'string')) {
    throw new OAuthError('invalid_grant', stsTexts.groupsNotList);
  }
  return groups;
}

function attributesOf(mapped: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mapped).flatMap(([name, value]) =>
      name.startsWith('attribute.') && typeof value === 'string'
        ? [[name.slice('attribute.'.length), value]]
        : [],
    ),
  );
}

function checkCondition(
  condition: string | undefined,
  claims: AssertionClaims,
  identity: FederatedIdentity,
): void {
  if (!condition) return;
  const result = evaluateCel(condition, {
    assertion: claims,
    [MAPPED_GOOGLE]: {
      subject: identity.subject,
      groups: identity.groups,
    },
    attribute: identity.attributes as unknown as JsonObject,
  });
  // A condition that cannot be evaluated, for example over an absent claim, is not met.
  if (!result.ok || result.value !== true) {
    throw new OAuthError('unauthorized_client', stsTexts.condition);
  }
}
