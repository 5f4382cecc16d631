import {
  Azure,
  demoEntra,
  EmulatorSeed,
  startAzure,
  TestIssuer,
} from '@backstage-vertex/google-emulator';
import type {
  HopName,
  StrategyKind,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { PortalConfig } from '@backstage-vertex/testkit';
import type { JWTPayload } from 'jose';
import type { PresentedTokens } from '../core';
import { Secret } from '../core';

export const POOL =
  'projects/100000000000/locations/global/workloadIdentityPools/backstage';
const PORTAL = `//iam.googleapis.com/${POOL}/providers/portal`;
export const CLIENT_ID = 'portal.apps.googleusercontent.com';
/** What the company's provider at Google and our configuration both know as the audience. */
export const OIDC_AUDIENCE = 'vertex-portal';
const DEPLOYER = 'organizations/1/roles/vertexDeployer';
const DELEGATE = 'vertex-gate@ml-identity.iam.gserviceaccount.com';
const SCOPES = [
  'https://www.googleapis.com/auth/cloud-platform',
  'https://www.googleapis.com/auth/userinfo.email',
];

/** What stands around one strategy in a test: who vouches, what is configured, and what a person brings along. */
export interface StrategyWorld {
  kind: StrategyKind;
  /** The hops of a person after `identity` and `role`. */
  hops: HopName[];
  /** Whom Google sees when Dana deploys. */
  principal: string;
  /** What the environment of the process says. */
  azure?: Azure['environment'];
  configure(config: PortalConfig): void;
  seed(seed: EmulatorSeed): void;
  /** What Dana's browser sends along. `change` is for a token that is not good. */
  presented(now: Date): Promise<PresentedTokens | undefined>;
  /** Makes the last hop but one break at Google or before, and what breaks. */
  spoil: { hop: HopName; seed(seed: EmulatorSeed): void };
  stop(): Promise<void>;
}

const subject = (name: string) =>
  `principal://iam.googleapis.com/${POOL}/subject/${name}`;

const credentialsOf = (credentials: object) => (config: PortalConfig) => {
  config.vertexAi.environments.dev.credentials = credentials as never;
};

function grant(seed: EmulatorSeed, members: string[]): void {
  seed.projects
    .find(({ id }) => id === 'ml-dev')!
    .bindings.push({ role: DEPLOYER, members });
}

const disablePortal = (seed: EmulatorSeed) => {
  seed.workloadIdentityPools[0].providers.forEach(provider => {
    provider.disabled = true;
  });
};

const nobody = async () => undefined;
const nothingToStop = async () => {};

export function federationWorld(): StrategyWorld {
  return {
    kind: 'workloadIdentityFederation',
    hops: ['assertion', 'sts'],
    principal: subject('user:default/dana.deployer'),
    configure: () => {},
    seed: () => {},
    presented: nobody,
    spoil: { hop: 'sts', seed: disablePortal },
    stop: nothingToStop,
  };
}

/** By way of a delegate. */
export function impersonationWorld(): StrategyWorld {
  const target = 'vertex-dev@ml-dev.iam.gserviceaccount.com';
  const account = (email: string, member: string, id: number) => ({
    email,
    uniqueId: `10000000000000000009${id}`,
    project: 'ml-dev',
    bindings: [
      { role: 'roles/iam.serviceAccountTokenCreator', members: [member] },
    ],
  });
  return {
    kind: 'serviceAccountImpersonation',
    hops: ['assertion', 'sts', 'impersonation'],
    principal: target,
    configure: credentialsOf({
      strategy: 'serviceAccountImpersonation',
      audience: PORTAL,
      serviceAccounts: { default: target },
      delegates: [DELEGATE],
    }),
    seed: seed => {
      const everybody = `principalSet://iam.googleapis.com/${POOL}/*`;
      seed.serviceAccounts.push(
        account(DELEGATE, everybody, 1),
        account(target, `serviceAccount:${DELEGATE}`, 2),
      );
      grant(seed, [`serviceAccount:${target}`]);
    },
    presented: nobody,
    spoil: {
      hop: 'impersonation',
      seed: seed => {
        seed.serviceAccounts.forEach(one => {
          one.bindings = [];
        });
      },
    },
    stop: nothingToStop,
  };
}

/** Claims of Dana's token at the company's identity provider. */
export function oidcClaims(issuer: string, now: Date): JWTPayload {
  const iat = Math.floor(now.getTime() / 1000);
  return {
    iss: issuer,
    aud: OIDC_AUDIENCE,
    azp: OIDC_AUDIENCE,
    sub: 'okta|dana',
    directory: 'id-of-dana.deployer',
    department: 'fraud',
    iat,
    exp: iat + 900,
  };
}

export interface OidcWorld extends StrategyWorld {
  issuer: TestIssuer;
}

export async function oidcWorld(): Promise<OidcWorld> {
  const issuer = await TestIssuer.create('RS256');
  return {
    kind: 'oidcSubject',
    issuer,
    hops: ['subjectToken', 'sts'],
    principal: subject('okta|dana'),
    configure: credentialsOf({
      strategy: 'oidcSubject',
      audience: `//iam.googleapis.com/${POOL}/providers/company`,
      issuer: issuer.url,
      audiences: [OIDC_AUDIENCE],
      requiredClaims: { department: ['fraud', 'payments'] },
      person: { claim: 'directory', annotation: 'example.com/directory-id' },
      services: { audience: PORTAL },
    }),
    seed: seed => {
      seed.workloadIdentityPools[0].providers.push({
        id: 'company',
        issuer: issuer.url,
        allowedAudiences: [OIDC_AUDIENCE],
        attributeMapping: { 'google.subject': 'assertion.sub' },
      });
      grant(seed, [subject('okta|dana')]);
    },
    presented: async now => ({
      subject: new Secret(await issuer.sign(oidcClaims(issuer.url, now))),
    }),
    spoil: { hop: 'sts', seed: disablePortal },
    stop: () => issuer.stop(),
  };
}

/** With v1 or v2 tokens; `onAppService` false leaves the library to find the identity. */
export async function azureWorld(version: 1 | 2): Promise<StrategyWorld> {
  const azure = await startAzure();
  const { tenant, identities, applications } = demoEntra;
  const application = applications[version - 1];
  const issuer = azure.entra.issuer(version);
  const audience = [application.appIdUri, application.clientId][version - 1];
  const principal = subject(identities[0].objectId);
  return {
    kind: 'azureManagedIdentity',
    hops: ['subjectToken', 'sts'],
    principal,
    azure: azure.environment,
    configure: credentialsOf({
      strategy: 'azureManagedIdentity',
      audience: `//iam.googleapis.com/${POOL}/providers/entra`,
      tenant,
      resource: application.appIdUri,
      audiences: [application.clientId],
      issuers: [issuer],
    }),
    seed: seed => {
      seed.workloadIdentityPools[0].providers.push({
        id: 'entra',
        issuer,
        allowedAudiences: [audience],
        attributeMapping: { 'google.subject': 'assertion.sub' },
        attributeCondition: `assertion.sub == '${identities[0].objectId}'`,
      });
      grant(seed, [principal]);
    },
    presented: nobody,
    spoil: { hop: 'sts', seed: disablePortal },
    stop: () => azure.stop(),
  };
}

export const DANAS_TOKEN = 'made-up-for-tests-danas-own-token';

/** A seeded token of a person at Google. */
export function googleToken(token: string, change: object = {}) {
  return {
    token,
    email: 'dana@example.com',
    clientId: CLIENT_ID,
    scopes: SCOPES,
    expiresInSeconds: 3_600,
    ...change,
  };
}

export function userOAuthWorld(): StrategyWorld {
  return {
    kind: 'userOAuth',
    hops: ['tokenInfo'],
    principal: 'dana@example.com',
    configure: credentialsOf({
      strategy: 'userOAuth',
      clientIds: [CLIENT_ID],
      services: { audience: PORTAL },
    }),
    seed: seed => {
      seed.oauthTokens.push(googleToken(DANAS_TOKEN));
      grant(seed, ['user:dana@example.com']);
    },
    presented: async () => ({ google: new Secret(DANAS_TOKEN) }),
    spoil: {
      hop: 'tokenInfo',
      seed: seed => {
        seed.oauthTokens = [];
      },
    },
    stop: nothingToStop,
  };
}

/** Every strategy, by the name that a test shows. */
export const strategyWorlds: Record<string, () => Promise<StrategyWorld>> = {
  workloadIdentityFederation: async () => federationWorld(),
  'serviceAccountImpersonation by way of a delegate': async () =>
    impersonationWorld(),
  oidcSubject: oidcWorld,
  'azureManagedIdentity with v1 tokens': () => azureWorld(1),
  'azureManagedIdentity with v2 tokens': () => azureWorld(2),
  userOAuth: async () => userOAuthWorld(),
};
