import { ConfigReader } from '@backstage/config';
import { JsonObject, JsonValue } from '@backstage/types';
import { portalConfig } from '@backstage-vertex/testkit';
import { readConfig } from './readConfig';

const urls = { portal: 'http://127.0.0.1:7007', google: 'http://127.0.0.1:1' };

/** The demo's configuration with one value changed: `set('environments.dev.project', 5)`. */
function changed(path: string, value: JsonValue | undefined): JsonObject {
  const config = structuredClone(portalConfig(urls)) as JsonObject;
  const steps = path.split('.');
  const last = steps.pop()!;
  let at = config.vertexAi as JsonObject;
  for (const step of steps) {
    at = at[step] as JsonObject;
  }
  if (value === undefined) {
    delete at[last];
  } else {
    at[last] = value;
  }
  return config;
}

const read = (config: JsonObject) => readConfig(new ConfigReader(config));

function mistakesOf(config: JsonObject): string[] {
  try {
    read(config);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
}

const PROVIDER =
  '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q';
const oidc = {
  strategy: 'oidcSubject',
  audience: PROVIDER,
  issuer: 'https://login.example.com',
  audiences: ['vertex'],
  person: { verifiedEmail: true },
  services: { audience: PROVIDER },
};

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const AAGUID = 'cb69481e-8ff7-4039-93ec-0a2729a154a8';

describe('readConfig', () => {
  it('takes the configuration of the demo', () => {
    expect(mistakesOf(portalConfig(urls))).toEqual([]);
  });

  it.each<[path: string, value: JsonValue | undefined, says: RegExp]>([
    // path, value, what is said after the path
    ['environments', undefined, /^vertexAi\.environments: /],
    ['environments', {}, /^vertexAi\.environments: configure at least one/],
    [
      'environments.Dev',
      {},
      /^vertexAi\.environments\.Dev: lower-case letters/,
    ],
    [
      'environments.dev.project',
      'Ml',
      /^vertexAi\.environments\.dev\.project: a Google project id/,
    ],
    [
      'environments.dev.projectNumber',
      12,
      /^vertexAi\.environments\.dev\.projectNumber: /,
    ],
    [
      'environments.dev.projectNumber',
      'ml-dev',
      /projectNumber: the project number as a string of digits/,
    ],
    [
      'environments.dev.locations',
      [],
      /^vertexAi\.environments\.dev\.locations: /,
    ],
    [
      'environments.dev.locations',
      ['Europe'],
      /^vertexAi\.environments\.dev\.locations\.0: a location such as/,
    ],
    [
      'environments.dev.credentials.strategy',
      'serviceAccountKey',
      /^vertexAi\.environments\.dev\.credentials\.strategy: /,
    ],
    [
      'environments.dev.credentials.audience',
      'https://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
      /credentials\.audience: the provider as \/\/iam/,
    ],
    [
      'environments.dev.credentials.audience',
      '//iam.googleapis.com/projects/my-project/locations/global/workloadIdentityPools/p/providers/q',
      /credentials\.audience: the provider as \/\/iam/,
    ],
    [
      'environments.dev.credentials.serviceAccounts',
      {},
      /^vertexAi\.environments\.dev\.credentials: .*serviceAccounts/,
    ],
    [
      'environments.staging.credentials.serviceAccounts',
      {},
      /serviceAccounts: name an account for reconciler, viewer/,
    ],
    [
      'environments.staging.credentials.serviceAccounts.default',
      'someone@example.com',
      /serviceAccounts\.default: a service account e-mail/,
    ],
    [
      'environments.staging.credentials.serviceAccounts.superuser',
      'a@b.iam.gserviceaccount.com',
      /serviceAccounts: .*superuser/,
    ],
    [
      'environments.staging.credentials.delegates',
      ['dana@example.com'],
      /^vertexAi\.environments\.staging\.credentials\.delegates\.0: a service account e-mail/,
    ],
    [
      'environments.dev.credentials',
      { ...oidc, issuer: 'http://login.example.com' },
      /^vertexAi\.environments\.dev\.credentials\.issuer: the issuer as its tokens have it/,
    ],
    [
      'environments.dev.credentials',
      { ...oidc, person: { claim: 'email' } },
      /^vertexAi\.environments\.dev\.credentials\.person: say which claim equals which annotation/,
    ],
    [
      'environments.dev.credentials',
      { ...oidc, person: { verifiedEmail: false } },
      /^vertexAi\.environments\.dev\.credentials\.person: say which claim/,
    ],
    [
      'environments.dev.credentials',
      { ...oidc, audiences: [] },
      /^vertexAi\.environments\.dev\.credentials\.audiences: /,
    ],
    [
      'environments.dev.credentials',
      {
        strategy: 'azureManagedIdentity',
        audience: oidc.audience,
        tenant: 'contoso',
        resource: 'api://vertex',
      },
      /^vertexAi\.environments\.dev\.credentials\.tenant: an id such as/,
    ],
    [
      'environments.dev.credentials',
      { strategy: 'userOAuth', clientIds: [], services: oidc.services },
      /^vertexAi\.environments\.dev\.credentials\.clientIds: /,
    ],
    [
      'environments.dev.credentials',
      { strategy: 'userOAuth', clientIds: ['a'] },
      /^vertexAi\.environments\.dev\.credentials\.services: /,
    ],
    [
      'environments.staging.credentials.lifetimeSeconds',
      3_601,
      /credentials\.lifetimeSeconds: /,
    ],
    [
      'environments.dev.access',
      undefined,
      /^vertexAi\.environments\.dev\.access: /,
    ],
    [
      'environments.dev.access.owner',
      { groups: ['group:default/a'] },
      /^vertexAi\.environments\.dev\.access: .*owner/,
    ],
    [
      'environments.dev.access.viewer',
      {},
      /access\.viewer: a role names at least one group, user, service or claim/,
    ],
    [
      'environments.dev.access.viewer',
      { groups: ['ml-viewers'] },
      /access\.viewer\.groups\.0: a full entity ref such as/,
    ],
    [
      'environments.dev.requires',
      { 'model.read': {} },
      /^vertexAi\.environments\.dev\.requires: .*model\.read/,
    ],
    [
      'environments.dev.requires',
      { 'traffic.set': { approvals: { count: 0, from: ['group:default/a'] } } },
      /requires\.traffic\.set\.approvals\.count: /,
    ],
    [
      'environments.dev.requires',
      { 'traffic.set': { approvals: { count: 1, from: [] } } },
      /requires\.traffic\.set\.approvals\.from: /,
    ],
    [
      'environments.dev.colour',
      'green',
      /^vertexAi\.environments\.dev: .*colour/,
    ],
    [
      'issuer.url',
      'http://portal.example.com/issuer',
      /^vertexAi\.issuer\.url: an https URL/,
    ],
    [
      'issuer.url',
      'https://portal.example.com/issuer?tenant=1',
      /^vertexAi\.issuer\.url: .*without user, query/,
    ],
    [
      'issuer.assertionTtlSeconds',
      601,
      /^vertexAi\.issuer\.assertionTtlSeconds: /,
    ],
    [
      'issuer.assertionTtlSeconds',
      59,
      /^vertexAi\.issuer\.assertionTtlSeconds: /,
    ],
    [
      'issuer.keys',
      { rotationHours: 1, publishMinutes: 60 },
      /^vertexAi\.issuer\.keys: publishMinutes must be less than rotationHours/,
    ],
    [
      'google.sts',
      'http://sts.example.com',
      /^vertexAi\.google\.sts: an https URL/,
    ],
    ['google.token', 'x', /^vertexAi\.google: .*token/],
    [
      'limits.googleTimeoutSeconds',
      0,
      /^vertexAi\.limits\.googleTimeoutSeconds: /,
    ],
    ['limit', {}, /^vertexAi: .*limit/],
    [
      'environments.dev.locations',
      ['europe-west4', 'europe-west4'],
      /^vertexAi\.environments\.dev\.locations: name each location once/,
    ],
    [
      'environments.dev.access.viewer',
      { users: ['group:default/ml-viewers'] },
      /^vertexAi\.environments\.dev\.access\.viewer\.users\.0: .* user:default/,
    ],
    [
      'environments.dev.access.viewer',
      { groups: ['user:default/victor.viewer'] },
      /^vertexAi\.environments\.dev\.access\.viewer\.groups\.0: .* group:default/,
    ],
    [
      'environments.dev.requires',
      { 'deployment.create': {} },
      /^vertexAi\.environments\.dev\.requires\.deployment\.create: demand stepUp, approvals or both/,
    ],
    [
      'environments.dev.catalog',
      { owner: 'ml-platform' },
      /^vertexAi\.environments\.dev\.catalog\.owner: /,
    ],
    [
      'environments.staging.credentials.serviceAccounts',
      { deployer: 'd@ml-staging.iam.gserviceaccount.com' },
      /^vertexAi\.environments\.staging\.credentials\.serviceAccounts: name an account for reconciler, viewer, .*, or a default/,
    ],
    [
      'environments.staging.project',
      'ml-dev',
      /^vertexAi\.environments\.staging\.locations: ml-dev in europe-west4, us-central1 belongs to the environment dev already/,
    ],
    [
      'google.aiplatform',
      'https://proxy.example.com/vertex',
      /^vertexAi\.google\.aiplatform: scheme, host and port, without a path/,
    ],
    [
      'google.sts',
      'https://{location}-sts.googleapis.com',
      /^vertexAi\.google\.sts: an https URL, .* placeholder/,
    ],
    [
      'google.sts',
      'https://me:secret@sts.googleapis.com',
      /^vertexAi\.google\.sts: an https URL, .* without user/,
    ],
    [
      'google.sts',
      'https://sts.googleapis.com?',
      /^vertexAi\.google\.sts: an https URL, .* query/,
    ],
    [
      'google.iamCredentials',
      'https://iamcredentials.googleapis.com/v1',
      /^vertexAi\.google\.iamCredentials: scheme, host and port, without a path/,
    ],
    [
      'google.aiplatform',
      'https://{region}-aiplatform.googleapis.com',
      /^vertexAi\.google\.aiplatform: an https URL, .* \{location\} is filled in/,
    ],
    [
      'google.aiplatform',
      'https://aiplatform.googleapis.com/{location}',
      /^vertexAi\.google\.aiplatform: scheme, host and port, without a path/,
    ],
    [
      'issuer.url',
      'https://{location}.example.com/issuer',
      /^vertexAi\.issuer\.url: an https URL, .* placeholder/,
    ],
    [
      'issuer.url',
      'https://me@portal.example.com/issuer',
      /^vertexAi\.issuer\.url: an https URL, .* without user/,
    ],
    [
      'environments.dev.access.viewer',
      { services: ['group:default/ml-viewers'] },
      /^vertexAi\.environments\.dev\.access\.viewer\.services\.0: a service subject/,
    ],
    [
      'environments.dev.requires',
      {
        'traffic.set': {
          approvals: { count: 1, from: ['user:default/ada.approver'] },
        },
      },
      /^vertexAi\.environments\.dev\.requires\.traffic\.set\.approvals\.from\.0: .* group:default/,
    ],
    [
      'environments.prod.access.deployer',
      { services: ['external:ci'] },
      /^vertexAi\.services: say who operates external:ci, which may ask in prod/,
    ],
    [
      'services',
      { 'external:ci': { operatedBy: [] } },
      /^vertexAi\.services\.external:ci\.operatedBy: name at least one/,
    ],
    [
      'services',
      { 'user:default/ci': { operatedBy: ['group:default/ml'] } },
      /^vertexAi\.services\.user:default\/ci: a service subject/,
    ],
    [
      'environments.staging.projectNumber',
      '100000000001',
      /^vertexAi\.environments\.staging\.locations: ml-staging in europe-west4, us-central1 belongs to the environment dev already/,
    ],
    [
      'environments.dev.guardrails',
      [{ name: 'few', expression: 'replicas.max <= 2', message: 'Few.' }],
      /^vertexAi\.environments\.dev\.guardrails\.0\.expression: CEL: Unknown variable: replicas/,
    ],
    [
      'environments.dev.guardrails',
      [1, 2].map(max => ({
        name: 'few',
        expression: `request.replicas.max <= ${max}`,
        message: 'Few.',
      })),
      /^vertexAi\.environments\.dev\.guardrails\.1\.name: another one is called few already/,
    ],
    [
      'environments.dev.guardrails',
      [
        {
          name: 'few',
          actions: ['model.read'],
          expression: 'true',
          message: 'Few.',
        },
      ],
      /^vertexAi\.environments\.dev\.guardrails\.0\.actions\.0: /,
    ],
    // Claims of rules.
    [
      'environments.dev.access.viewer',
      { claims: { sub: 'user:default/dana' } },
      /^vertexAi\.environments\.dev\.access\.viewer\.claims\.sub: .*Backstage's own claims .* groups and users/,
    ],
    [
      'environments.dev.access.viewer',
      { claims: { 'de partment': 'fraud' } },
      /^vertexAi\.environments\.dev\.access\.viewer\.claims\.de partment: .*the name of a claim: letters, digits/,
    ],
    [
      'environments.dev.access.viewer',
      { claims: { department: [] } },
      /^vertexAi\.environments\.dev\.access\.viewer\.claims\.department: a text, a number, true or false, or a list of such values/,
    ],
    [
      'environments.dev.access.viewer',
      { groups: ['group:default/ml'], claims: { department: null } },
      /^vertexAi\.environments\.dev\.access\.viewer\.claims: name a claim and its value, or leave claims out/,
    ],
    [
      'environments.dev.access.viewer',
      { claims: { department: { is: 'fraud' } } },
      /^vertexAi\.environments\.dev\.access\.viewer\.claims\.department: a text, a number, true or false/,
    ],
    [
      'environments.dev.access.viewer',
      { services: ['external:ci'], claims: { department: 'fraud' } },
      /^vertexAi\.environments\.dev\.access\.viewer: a service has no sign-in and so no claims; give it a rule of its own/,
    ],
    [
      'environments.dev.access.viewer',
      { groups: ['group:default/ml'], claim: { department: 'fraud' } },
      /^vertexAi\.environments\.dev\.access\.viewer: .*claim/,
    ],
    // Several rules of a role.
    [
      'environments.dev.access.viewer',
      [],
      /^vertexAi\.environments\.dev\.access\.viewer: /,
    ],
    [
      'environments.dev.access.viewer',
      [{ groups: ['group:default/a'] }, {}],
      /^vertexAi\.environments\.dev\.access\.viewer\.1: a role names at least one group, user, service or claim/,
    ],
    [
      'environments.dev.access.viewer',
      ['a', 'b'].map(name => ({
        name: 'same',
        groups: [`group:default/${name}`],
      })),
      /^vertexAi\.environments\.dev\.access\.viewer\.1\.name: another one is called same already/,
    ],
    [
      'environments.dev.access.viewer',
      { name: 'My Rule', groups: ['group:default/a'] },
      /^vertexAi\.environments\.dev\.access\.viewer\.name: lower-case letters, digits and single dashes/,
    ],
    // Rules for single models.
    [
      'environments.dev.models',
      [{ name: 'high', match: {}, access: {} }],
      /^vertexAi\.environments\.dev\.models\.0\.match: say which models it is about: labels, namePattern or both/,
    ],
    [
      'environments.dev.models',
      [{ name: 'high', match: { namePattern: 'frаud-*' }, access: {} }],
      /^vertexAi\.environments\.dev\.models\.0\.match\.namePattern: a display name with \*/,
    ],
    [
      'environments.dev.models',
      [{ name: 'high', match: { namePattern: '' }, access: {} }],
      /^vertexAi\.environments\.dev\.models\.0\.match\.namePattern: a display name with \*/,
    ],
    [
      'environments.dev.models',
      [{ name: 'high', match: { labels: { Tier: 'high' } }, access: {} }],
      /^vertexAi\.environments\.dev\.models\.0\.match\.labels\.Tier: .*a label key starts with a lower-case letter/,
    ],
    [
      'environments.dev.models',
      [{ name: 'high', match: { labels: { tier: 'High!' } }, access: {} }],
      /^vertexAi\.environments\.dev\.models\.0\.match\.labels\.tier: a label value of a-z 0-9 _ -/,
    ],
    [
      'environments.dev.models',
      [{ name: 'high', match: { namePattern: 'a*' } }],
      /^vertexAi\.environments\.dev\.models\.0\.access: /,
    ],
    [
      'environments.dev.models',
      [
        {
          name: 'high',
          match: { namePattern: 'a*' },
          access: { deployer: { groups: ['risk'] } },
        },
      ],
      /^vertexAi\.environments\.dev\.models\.0\.access\.deployer\.groups\.0: a full entity ref such as group:default/,
    ],
    [
      'environments.dev.models',
      [
        {
          name: 'high',
          match: { namePattern: 'a*' },
          access: { owner: { groups: ['group:default/risk'] } },
        },
      ],
      /^vertexAi\.environments\.dev\.models\.0\.access: .*owner/,
    ],
    [
      'environments.dev.models',
      [1, 2].map(() => ({
        name: 'high',
        match: { namePattern: 'a*' },
        access: {},
      })),
      /^vertexAi\.environments\.dev\.models\.1\.name: another one is called high already/,
    ],
    [
      'environments.dev.models',
      [{ match: { namePattern: 'a*' }, access: {} }],
      /^vertexAi\.environments\.dev\.models\.0\.name: /,
    ],
    // What has to be brought along.
    [
      'environments.dev.requires',
      {
        'model.upload': { approvals: { count: 1, from: ['group:default/a'] } },
      },
      /^vertexAi\.environments\.dev\.requires\.model\.upload\.approvals: approvals are collected for deployment\.create, deployment\.undeploy, traffic\.set only/,
    ],
    [
      'environments.dev.requires',
      {
        'traffic.set': {
          approvals: {
            count: 1,
            from: ['group:default/a', 'group:default/b'],
            allGroups: true,
          },
        },
      },
      /^vertexAi\.environments\.dev\.requires\.traffic\.set\.approvals: with allGroups every group sends another person, so count is at least the number of groups/,
    ],
    [
      'environments.dev.requires',
      {
        'traffic.set': {
          approvals: { count: 2, from: ['group:default/a', 'group:default/a'] },
        },
      },
      /^vertexAi\.environments\.dev\.requires\.traffic\.set\.approvals\.from: name each group once/,
    ],
    [
      'environments.dev.requires',
      {
        'traffic.set': {
          approvals: { count: 11, from: ['group:default/a'] },
        },
      },
      /^vertexAi\.environments\.dev\.requires\.traffic\.set\.approvals\.count: .*10/,
    ],
    [
      'environments.dev.requires',
      {
        'traffic.set': {
          approvals: {
            count: 1,
            from: ['group:default/a'],
            expiresAfterHours: 721,
          },
        },
      },
      /^vertexAi\.environments\.dev\.requires\.traffic\.set\.approvals\.expiresAfterHours: .*720/,
    ],
    [
      'environments.dev.requires',
      {
        'traffic.set': {
          approvals: { count: 1, from: ['group:default/a'], by: 'noon' },
        },
      },
      /^vertexAi\.environments\.dev\.requires\.traffic\.set\.approvals: .*by/,
    ],
    [
      'environments.dev.requires',
      { 'traffic.set': { stepUp: { maxAgeSeconds: 29 } } },
      /^vertexAi\.environments\.dev\.requires\.traffic\.set\.stepUp\.maxAgeSeconds: .*30/,
    ],
    [
      'environments.dev.requires',
      { 'traffic.set': { stepUp: { hardware: 'yes' } } },
      /^vertexAi\.environments\.dev\.requires\.traffic\.set\.stepUp\.hardware: .*boolean/,
    ],
    [
      'environments.dev.requires',
      { 'credential.end': { stepUp: {} } },
      /^vertexAi\.environments\.dev\.requires: .*credential\.end/,
    ],
    // What may be taken out.
    [
      'environments.dev.checkout',
      { roles: ['admin'] },
      /^vertexAi\.environments\.dev\.checkout\.roles\.0: one of .*; other roles are never taken out of the portal/,
    ],
    [
      'environments.dev.checkout',
      { roles: [] },
      /^vertexAi\.environments\.dev\.checkout\.roles: /,
    ],
    [
      'environments.dev.checkout',
      { roles: ['viewer', 'viewer'] },
      /^vertexAi\.environments\.dev\.checkout\.roles: name each role once/,
    ],
    [
      'environments.dev.checkout',
      { roles: ['viewer'], maxLifetimeMinutes: 721 },
      /^vertexAi\.environments\.dev\.checkout\.maxLifetimeMinutes: .*720/,
    ],
    [
      'environments.dev.checkout',
      { roles: ['viewer'], lifetime: 5 },
      /^vertexAi\.environments\.dev\.checkout: .*lifetime/,
    ],
    [
      'environments.prod.checkout',
      { roles: ['deployer'] },
      /^vertexAi\.environments\.prod\.checkout\.roles: a deployer’s credential would go around what this environment demands of deployments; take deployer out/,
    ],
    [
      'environments.dev',
      {
        ...portalConfig(urls).vertexAi.environments.dev,
        credentials: oidc,
        checkout: { roles: ['viewer'] },
      },
      /^vertexAi\.environments\.dev\.checkout: credentials are taken out with the strategies workloadIdentityFederation and serviceAccountImpersonation only/,
    ],
    // How people sign.
    [
      'stepUp',
      { rpId: 'https://portal.example.com' },
      /^vertexAi\.stepUp\.rpId: a domain in lower case, without scheme and port/,
    ],
    [
      'stepUp',
      { rpId: '127.0.0.1' },
      /^vertexAi\.stepUp\.rpId: .*never an IP address/,
    ],
    [
      'stepUp',
      { rpId: 'example.com', origins: ['https://portal.example.org'] },
      /^vertexAi\.stepUp\.rpId: example\.com is neither the host of https:\/\/portal\.example\.org nor a domain above it/,
    ],
    [
      'stepUp',
      { origins: ['http://portal.example.com'] },
      /^vertexAi\.stepUp\.origins\.0: an origin as browsers write it: https/,
    ],
    [
      'stepUp',
      { origins: ['https://portal.example.com/app'] },
      /^vertexAi\.stepUp\.origins\.0: an origin as browsers write it/,
    ],
    ['stepUp', { origins: [] }, /^vertexAi\.stepUp\.origins: /],
    [
      'stepUp',
      { userVerification: 'preferred' },
      /^vertexAi\.stepUp\.userVerification: .*required/,
    ],
    [
      'stepUp',
      { attestation: { conveyance: 'indirect' } },
      /^vertexAi\.stepUp\.attestation\.conveyance: /,
    ],
    [
      'stepUp',
      {
        attestation: {
          conveyance: 'direct',
          allowedAaguids: ['yubikey'],
          rootCertificates: [PEM],
        },
      },
      /^vertexAi\.stepUp\.attestation\.allowedAaguids\.0: an AAGUID such as/,
    ],
    [
      'stepUp',
      { attestation: { allowedAaguids: [AAGUID], rootCertificates: [PEM] } },
      /^vertexAi\.stepUp\.attestation: allowedAaguids needs conveyance: direct/,
    ],
    [
      'stepUp',
      { attestation: { conveyance: 'direct', allowedAaguids: [AAGUID] } },
      /^vertexAi\.stepUp\.attestation: allowedAaguids needs rootCertificates/,
    ],
    [
      'stepUp',
      { attestation: { rootCertificates: ['MIIB'] } },
      /^vertexAi\.stepUp\.attestation\.rootCertificates\.0: one certificate as PEM/,
    ],
    ['stepUp', { timeout: 5 }, /^vertexAi\.stepUp: .*timeout/],
    // Expressions.
    [
      'environments.dev.guardrails',
      [
        {
          name: 'few',
          expression: "request.name.matches('(')",
          message: 'Few.',
        },
      ],
      /^vertexAi\.environments\.dev\.guardrails\.0\.expression: CEL: .*no regular expression of RE2/,
    ],
  ])('refuses %s = %j and says where', (path, value, says) => {
    const mistakes = mistakesOf(changed(path, value));
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatch(says);
  });

  it('reports every mistake at once', () => {
    const config = changed('environments.dev.project', 'X');
    (config.vertexAi as JsonObject).limits = { googleTimeoutSeconds: -1 };
    ((config.vertexAi as JsonObject).issuer as JsonObject).url = 'ftp://x';
    expect(mistakesOf(config).map(line => line.split(':')[0])).toEqual([
      'vertexAi.issuer.url',
      'vertexAi.environments.dev.project',
      'vertexAi.limits.googleTimeoutSeconds',
    ]);
  });

  it('reports what does not fit together with what is wrong in itself', () => {
    const config = changed('environments.dev.title', 5);
    const { dev, staging, prod } = (config.vertexAi as JsonObject)
      .environments as Record<string, JsonObject>;
    (staging.credentials as JsonObject).serviceAccounts = {};
    staging.locations = ['europe-west4', 'europe-west4', 5];
    prod.project = dev.project;
    (config.backend as JsonObject).baseUrl = 'http://portal.example.com';
    expect(mistakesOf(config).map(line => line.split(':')[0])).toEqual([
      'vertexAi.environments.dev.title',
      'vertexAi.environments.staging.locations.2',
      'vertexAi.environments.staging.locations',
      'vertexAi.environments.staging.credentials.serviceAccounts',
      'vertexAi.environments.prod.locations',
      'vertexAi.issuer.url',
    ]);
  });

  it('lets two environments share a project in different locations', () => {
    const config = changed('environments.staging.project', 'ml-dev');
    const { staging } = (config.vertexAi as JsonObject).environments as Record<
      string,
      JsonObject
    >;
    staging.locations = ['asia-east1'];
    expect(mistakesOf(config)).toEqual([]);
  });

  it('refuses to start without its part of the configuration', () => {
    expect(mistakesOf({ backend: {} })).toEqual([
      'vertexAi: missing; configure at least vertexAi.environments',
    ]);
  });

  it('makes the issuer from the base URL of the backend', () => {
    expect(read(portalConfig(urls)).issuer.url).toBe(
      'http://127.0.0.1:7007/api/vertex-ai/issuer',
    );
  });

  it('takes a slash at the end of the base URL for none', () => {
    const config = portalConfig(urls) as JsonObject;
    (config.backend as JsonObject).baseUrl = 'https://portal.example.com/';
    expect(read(config).issuer.url).toBe(
      'https://portal.example.com/api/vertex-ai/issuer',
    );
  });

  it('refuses a base URL that Google could not take as an issuer', () => {
    const config = portalConfig(urls);
    config.backend.baseUrl = 'http://portal.example.com';
    expect(mistakesOf(config)[0]).toMatch(/^vertexAi\.issuer\.url: /);
  });

  it('uses the issuer as it is written, without a slash at its end', () => {
    const config = changed('issuer.url', 'https://portal.example.com/issuer/');
    expect(read(config).issuer.url).toBe('https://portal.example.com/issuer');
  });

  it('compares entity refs as Backstage does, in lower case', () => {
    const config = changed('environments.dev.access.viewer', {
      groups: ['group:default/ML-Viewers'],
    });
    const { access } = read(config).environments.get('dev')!;
    expect(access.viewer![0].groups).toEqual(['group:default/ml-viewers']);
  });

  it('cannot be changed afterwards', () => {
    const { environments } = read(portalConfig(urls));
    expect(() => {
      (environments.get('dev')!.access.viewer![0].groups as string[]).push('x');
    }).toThrow(TypeError);
  });
});
