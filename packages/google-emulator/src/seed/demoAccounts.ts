import { AccountSeed, Binding, OAuthClientSeed } from './EmulatorSeed';

const ORGANIZATION = 'example.com';

/** Where the demo portal takes people back; Google knows each address to the letter. */
const REDIRECT_URIS = [
  'http://localhost:7007/api/auth/vertex-ai-google/handler/frame',
];

/** The people of the demo at Google, and one private account that the organisation knows nothing about. */
export const demoAccounts: AccountSeed[] = [
  ...['Dana Deployer', 'Amir Approver', 'Sofia Auditor', 'Victor Viewer'].map(
    (name, index) => ({
      email: `${name.split(' ')[0].toLowerCase()}@${ORGANIZATION}`,
      name,
      uniqueId: `10000000000000000010${index + 1}`,
      hostedDomain: ORGANIZATION,
    }),
  ),
  {
    email: 'dana.private@gmail.example',
    name: 'Dana (private account)',
    uniqueId: '100000000000000000105',
  },
];

/** The portal's two clients for cloud access: one for accounts of the organisation, one for everybody's. */
export const demoOAuthClients: OAuthClientSeed[] = [
  {
    clientId: '100000000000-vertexinternal.apps.googleusercontent.com',
    clientSecret: 'public-secret-of-the-loopback-demo',
    name: 'Vertex AI demo portal',
    redirectUris: REDIRECT_URIS,
    audience: 'internal',
    organization: ORGANIZATION,
  },
  {
    clientId: '100000000000-vertexexternal.apps.googleusercontent.com',
    clientSecret: 'other-public-secret-of-the-loopback-demo',
    name: 'Vertex AI demo portal for partners',
    redirectUris: REDIRECT_URIS,
    audience: 'external',
  },
];

/** In the sandbox people act at Google as themselves, so roles are granted to them by name. */
export function sandboxGrants(roles: {
  deployer: string;
  reader: string;
}): Binding[] {
  const members = (...names: string[]) =>
    names.map(name => `user:${name}@${ORGANIZATION}`);
  return [
    { role: roles.deployer, members: members('dana') },
    { role: roles.reader, members: members('amir', 'sofia', 'victor') },
  ];
}
