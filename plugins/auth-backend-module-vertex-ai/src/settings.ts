import type { Config } from '@backstage/config';
import { isAddress } from '@backstage-vertex/plugin-vertex-ai-common';
import { z } from 'zod';

const address = z
  .string()
  .refine(
    isAddress,
    'an https URL, or an http URL of a loopback address, without user, query and fragment',
  );

/** Google's own (https://accounts.google.com/.well-known/openid-configuration). */
const GOOGLE = {
  issuer: 'https://accounts.google.com',
  authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
  tokenUrl: 'https://oauth2.googleapis.com/token',
  revokeUrl: 'https://oauth2.googleapis.com/revoke',
  jwksUrl: 'https://www.googleapis.com/oauth2/v3/certs',
};

const domain = z
  .string()
  .regex(
    /^[a-z0-9-]+(\.[a-z0-9-]+)+$/,
    'a domain in lower case, for instance example.com',
  );

const settingsSchema = z
  .strictObject({
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
    audience: z.enum(['internal', 'external']),
    hostedDomains: z.array(domain).min(1).optional(),
    endpoints: z
      .strictObject({
        issuer: address.default(GOOGLE.issuer),
        authorizationUrl: address.default(GOOGLE.authorizationUrl),
        tokenUrl: address.default(GOOGLE.tokenUrl),
        revokeUrl: address.default(GOOGLE.revokeUrl),
        jwksUrl: address.default(GOOGLE.jwksUrl),
      })
      .prefault({}),
    /** The two below are read by Backstage. */
    callbackUrl: address.optional(),
    sessionDuration: z.unknown().optional(),
  })
  .refine(
    ({ audience, hostedDomains }) => audience === 'external' || hostedDomains,
    {
      path: ['hostedDomains'],
      message:
        'needed for an internal client: the domains of your Google Workspace or Cloud Identity organisation',
    },
  );

/** One OAuth client of ours at Google: the one of one auth environment. */
export type Settings = z.output<typeof settingsSchema>;

/** What somebody may expect here, and why it is not. */
const ELSEWHERE: Record<string, string> = {
  signIn: 'this provider signs nobody in to Backstage',
  additionalScopes: 'this provider asks for what Vertex AI takes, and no more',
};

/** @throws Error that names every wrong key of every auth environment with its path. */
export function checkSettings(config: Config, path: string): void {
  const problems = config
    .keys()
    .flatMap(environment =>
      problemsOf(config.get(environment), `${path}.${environment}`),
    );
  if (problems.length > 0) {
    throw new Error(problems.join('; '));
  }
}

/** The settings of one auth environment, which {@link checkSettings} has found right. */
export function readSettings(config: Config): Settings {
  return settingsSchema.parse(config.get());
}

function problemsOf(value: unknown, path: string): string[] {
  const { error } = settingsSchema.safeParse(value);
  return (error?.issues ?? []).flatMap(issue => {
    const at = [path, ...issue.path].join('.');
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map(
          key => `${at}.${key}: ${ELSEWHERE[key] ?? 'there is no such key'}`,
        )
      : [`${at}: ${issue.message}`];
  });
}
