import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/**
 * Made with the older library on purpose: these references resolve in both frontend systems.
 *
 * @public
 */
export const rootRouteRef = createRouteRef({ id: 'vertex-ai' });

/** @public */
export const modelsRouteRef = createSubRouteRef({
  id: 'vertex-ai/models',
  parent: rootRouteRef,
  path: '/models',
});

/** @public */
export const modelRouteRef = createSubRouteRef({
  id: 'vertex-ai/model',
  parent: rootRouteRef,
  path: '/models/:environment/:location/:model',
});

/** @public */
export const endpointsRouteRef = createSubRouteRef({
  id: 'vertex-ai/endpoints',
  parent: rootRouteRef,
  path: '/endpoints',
});

/** @public */
export const endpointRouteRef = createSubRouteRef({
  id: 'vertex-ai/endpoint',
  parent: rootRouteRef,
  path: '/endpoints/:environment/:location/:endpoint',
});

/** @public */
export const deploymentsRouteRef = createSubRouteRef({
  id: 'vertex-ai/deployments',
  parent: rootRouteRef,
  path: '/deployments',
});

/** @public */
export const deploymentRouteRef = createSubRouteRef({
  id: 'vertex-ai/deployment',
  parent: rootRouteRef,
  path: '/deployments/:deployment',
});

/**
 * The deploy wizard; takes `environment`, `location`, `model`, `version` and `endpoint` as search parameters, or `revise`, the id
 * of a request that waits for approval.
 *
 * A deployment id has 26 characters, so `new` never hides one.
 *
 * @public
 */
export const deployRouteRef = createSubRouteRef({
  id: 'vertex-ai/deploy',
  parent: rootRouteRef,
  path: '/deployments/new',
});

/**
 * What people decide on; takes `show`, `environment` and `requestedBy` as search parameters.
 *
 * @public
 */
export const approvalsRouteRef = createSubRouteRef({
  id: 'vertex-ai/approvals',
  parent: rootRouteRef,
  path: '/approvals',
});

/** @public */
export const approvalRouteRef = createSubRouteRef({
  id: 'vertex-ai/approval',
  parent: rootRouteRef,
  path: '/approvals/:deployment',
});

/**
 * Credentials that are out, and endings; takes `whose`, `environment`, `usedFor` and `actor` as search parameters.
 *
 * @public
 */
export const credentialsRouteRef = createSubRouteRef({
  id: 'vertex-ai/credentials',
  parent: rootRouteRef,
  path: '/credentials',
});

/** @public */
export const securityKeysRouteRef = createSubRouteRef({
  id: 'vertex-ai/security-keys',
  parent: rootRouteRef,
  path: '/security-keys',
});

/** @public */
export const environmentsRouteRef = createSubRouteRef({
  id: 'vertex-ai/environments',
  parent: rootRouteRef,
  path: '/environments',
});

/** @public */
export const issuerRouteRef = createSubRouteRef({
  id: 'vertex-ai/issuer',
  parent: rootRouteRef,
  path: '/environments/issuer',
});

/** @public */
export const accessRouteRef = createSubRouteRef({
  id: 'vertex-ai/access',
  parent: rootRouteRef,
  path: '/access',
});

/**
 * Why somebody can or cannot; takes `actor`, `environment`, `action` and `request` (JSON) as search parameters.
 *
 * @public
 */
export const whyAccessRouteRef = createSubRouteRef({
  id: 'vertex-ai/access-why',
  parent: rootRouteRef,
  path: '/access/why',
});
