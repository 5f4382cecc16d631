import { JsonObject } from '@backstage/types';

/** The part of the configuration that tests change; everything in it is as an app-config would say it. */
export interface PortalConfig extends JsonObject {
  backend: JsonObject;
  vertexAi: {
    administrators?: JsonObject;
    environments: Record<string, JsonObject & { access: JsonObject }>;
    google: JsonObject;
    issuer: JsonObject;
    limits: JsonObject;
  };
}

const AUDIENCE =
  '//iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/providers/portal';

/** The three environments of the demo, against an emulator. */
export function portalConfig(urls: {
  portal: string;
  google: string;
}): PortalConfig {
  const { port } = new URL(urls.portal);
  return {
    app: { baseUrl: 'http://localhost:3000' },
    backend: {
      baseUrl: urls.portal,
      listen: { host: '127.0.0.1', port: Number(port) },
    },
    events: { useEventBus: 'never' },
    vertexAi: {
      issuer: {},
      environments: {
        dev: environment('dev', 1),
        staging: {
          ...environment('staging', 2),
          credentials: {
            strategy: 'serviceAccountImpersonation',
            audience: AUDIENCE,
            serviceAccounts: {
              deployer: 'vertex-deployer@ml-staging.iam.gserviceaccount.com',
              admin: 'vertex-deployer@ml-staging.iam.gserviceaccount.com',
              default: 'vertex-reader@ml-staging.iam.gserviceaccount.com',
            },
          },
        },
        prod: {
          ...environment('prod', 3),
          requires: {
            'deployment.create': {
              stepUp: {},
              approvals: { count: 1, from: ['group:default/ml-approvers'] },
            },
          },
        },
      },
      google: {
        sts: urls.google,
        iamCredentials: urls.google,
        oauth2: urls.google,
        aiplatform: urls.google,
        resourceManager: urls.google,
        quotas: urls.google,
        monitoring: urls.google,
      },
      limits: { inventoryMaxAgeSeconds: 5 },
    },
  };
}

function environment(name: string, number: number) {
  const approves = name === 'dev' ? {} : { approver: grant('ml-approvers') };
  return {
    title: name,
    project: `ml-${name}`,
    projectNumber: `10000000000${number}`,
    locations: ['europe-west4', 'us-central1'],
    credentials: { strategy: 'workloadIdentityFederation', audience: AUDIENCE },
    access: {
      viewer: {
        ...grant('ml-viewers', 'ml-approvers'),
        services: ['plugin:catalog'],
      },
      predictor: grant('ml-deployers'),
      deployer: grant('ml-deployers'),
      ...approves,
      auditor: grant('ml-auditors'),
    },
    grantedBy: ['group:default/ml-platform'],
  };
}

function grant(...groups: string[]) {
  return { groups: groups.map(name => `group:default/${name}`) };
}
