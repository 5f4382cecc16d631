import { useRouteRef } from '@backstage/core-plugin-api';
import {
  accessRouteRef,
  approvalRouteRef,
  approvalsRouteRef,
  credentialsRouteRef,
  deploymentRouteRef,
  deploymentsRouteRef,
  deployRouteRef,
  endpointRouteRef,
  endpointsRouteRef,
  environmentsRouteRef,
  issuerRouteRef,
  modelRouteRef,
  modelsRouteRef,
  securityKeysRouteRef,
  whyAccessRouteRef,
} from '../routes';

/** What the deploy wizard starts with. */
export interface DeployStart {
  environment?: string;
  location?: string;
  model?: string;
  version?: string;
  endpoint?: string;
  /** The id of a request that waits for approval, which is changed instead. */
  revise?: string;
}

/** What the page that explains access starts with. */
export interface AccessQuestion {
  actor?: string;
  environment?: string;
  action?: string;
  /** As JSON. */
  request?: string;
}

/** Addresses of the plugin's pages. */
export function useLinks() {
  const deploy = useRouteRef(deployRouteRef);
  const deployments = useRouteRef(deploymentsRouteRef);
  const whyAccess = useRouteRef(whyAccessRouteRef);
  return {
    models: useRouteRef(modelsRouteRef),
    model: useRouteRef(modelRouteRef),
    endpoints: useRouteRef(endpointsRouteRef),
    endpoint: useRouteRef(endpointRouteRef),
    deployment: useRouteRef(deploymentRouteRef),
    approval: useRouteRef(approvalRouteRef),
    approvals: useRouteRef(approvalsRouteRef),
    environments: useRouteRef(environmentsRouteRef),
    issuer: useRouteRef(issuerRouteRef),
    credentials: useRouteRef(credentialsRouteRef),
    securityKeys: useRouteRef(securityKeysRouteRef),
    access: useRouteRef(accessRouteRef),
    whyAccess: (about: AccessQuestion = {}) =>
      withSearch(whyAccess(), { ...about }),
    deployments: (filter: Record<string, string> = {}) =>
      withSearch(deployments(), filter),
    deploy: (start: DeployStart = {}) => withSearch(deploy(), { ...start }),
  };
}

function withSearch(path: string, search: Record<string, string | undefined>) {
  const entries = Object.entries(search).filter(
    (entry): entry is [string, string] => Boolean(entry[1]),
  );
  return entries.length === 0
    ? path
    : `${path}?${new URLSearchParams(entries)}`;
}
