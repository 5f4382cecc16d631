import {
  checkoutRoles,
  strategyKinds,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { z } from 'zod';
import { checkRepetition } from './checks';

/** What people may take out of the portal in an environment. Absent: nothing. */
export const checkoutSchema = z.strictObject({
  roles: z
    .array(
      z.enum(
        checkoutRoles,
        `one of ${checkoutRoles.join(
          ', ',
        )}; other roles are never taken out of the portal`,
      ),
    )
    .min(1)
    .superRefine(checkRepetition('role')),
  maxLifetimeMinutes: z.number().int().min(1).max(720).default(60),
});

/**
 * A deployer's credential in somebody's hand goes around whatever the portal demands before a deployment, and one that does not come of
 * our own assertion cannot be renewed or told apart.
 */
export function checkCheckout(
  environment: unknown,
  context: z.RefinementCtx,
): void {
  const { checkout, requires, guardrails, credentials } = objectOf(environment);
  const { roles } = objectOf(checkout);
  if (checkout === undefined) {
    return;
  }
  const { strategy } = objectOf(credentials);
  if (
    strategyKinds.some(kind => kind === strategy) &&
    !['workloadIdentityFederation', 'serviceAccountImpersonation'].includes(
      strategy as string,
    )
  ) {
    context.addIssue({
      code: 'custom',
      path: ['checkout'],
      message:
        'credentials are taken out with the strategies workloadIdentityFederation and serviceAccountImpersonation only',
    });
  }
  if (
    Array.isArray(roles) &&
    roles.includes('deployer') &&
    demandsSomething(requires, guardrails)
  ) {
    context.addIssue({
      code: 'custom',
      path: ['checkout', 'roles'],
      message:
        'a deployer’s credential would go around what this environment demands of deployments; take deployer out',
    });
  }
}

/** What a deployer does at Google, and so could do without the portal. */
const deployerActions = [
  'model.upload',
  'model.update',
  'deployment.create',
  'deployment.undeploy',
  'traffic.set',
];

function demandsSomething(requires: unknown, guardrails: unknown): boolean {
  const demanded = Object.keys(objectOf(requires));
  const guarded = Array.isArray(guardrails)
    ? guardrails.flatMap(guardrail => objectOf(guardrail).actions ?? [])
    : [];
  return deployerActions.some(
    action => demanded.includes(action) || guarded.includes(action),
  );
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}
