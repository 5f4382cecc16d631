import { ConfigReader } from '@backstage/config';
import { EnvironmentConfig, readConfig } from '../config';
import { Actor, SignInClaims } from '../core';

/** The environment `prod` as a configuration makes it. */
export function environmentWith(overrides: object = {}): EnvironmentConfig {
  return readConfig(
    new ConfigReader({
      backend: { baseUrl: 'http://localhost:7007' },
      vertexAi: {
        services: { 'external:ci': { operatedBy: ['group:default/ml'] } },
        environments: {
          prod: {
            project: 'ml-prod',
            projectNumber: '100000000003',
            locations: ['europe-west4'],
            credentials: {
              strategy: 'workloadIdentityFederation',
              audience:
                '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
            },
            access: {
              viewer: { groups: ['group:default/all'] },
              deployer: {
                groups: ['group:default/ml'],
                services: ['external:ci'],
              },
            },
            grantedBy: ['group:default/platform'],
            ...overrides,
          },
        },
      },
    }),
  ).environments.get('prod')!;
}

export const user = (ref: string, ...groups: string[]): Actor => ({
  kind: 'user',
  ref,
  groups: [ref, ...groups],
});

export const service = (ref: string): Actor => ({
  kind: 'service',
  ref,
  groups: [],
});

/** The person with what the sign-in says besides. */
export const withClaims = (
  actor: Actor,
  values: SignInClaims['values'],
): Actor => ({
  ...actor,
  claims: { values, verifiedAt: new Date('2026-11-27T12:00:00Z') },
});
