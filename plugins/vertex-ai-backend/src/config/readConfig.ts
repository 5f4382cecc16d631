import {
  fieldIssues,
  isAddress,
  Role,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { withoutSlash } from './addresses';
import type { credentialsSchema } from './credentialsSchema';
import { environmentSchema, vertexAiSchema } from './schema';
import { mistakesInOrigins } from './stepUpSchema';

export type { AccessRule, AccessRules, ModelRule } from './accessSchema';
export type { GuardrailConfig } from './schema';

/** How an environment comes by a Google credential. */
export type CredentialsConfig = z.output<typeof credentialsSchema>;

export type EnvironmentConfig = Omit<
  z.output<typeof environmentSchema>,
  'title'
> & { name: string; title: string };

export interface VertexAiConfig
  extends Omit<
    z.output<typeof vertexAiSchema>,
    'environments' | 'issuer' | 'stepUp'
  > {
  issuer: Required<z.output<typeof vertexAiSchema>['issuer']>;
  stepUp: StepUpConfig;
  environments: ReadonlyMap<string, EnvironmentConfig>;
}

/** How people sign, with the relying party that browsers know. */
export type StepUpConfig = Required<z.output<typeof vertexAiSchema>['stepUp']>;

export type GoogleConfig = VertexAiConfig['google'];
export type { Role };

/**
 * Reads and checks the whole of `vertexAi`, once. Nobody else in the plugin reads configuration.
 *
 * @throws InputError that lists every mistake with its path; the plugin then refuses to start.
 */
export function readConfig(root: Config): VertexAiConfig {
  const raw = root.getOptional('vertexAi');
  if (raw === undefined) {
    throw new InputError(
      'vertexAi: missing; configure at least vertexAi.environments',
    );
  }
  const parsed = vertexAiSchema.safeParse(raw);
  const issuerUrl = defaultIssuerUrl(root);
  const stepUp = parsed.data && relyingParty(root, parsed.data.stepUp);
  const mistakes = [
    ...(parsed.success ? [] : describe(parsed.error)),
    ...(stepUp ? mistakesInOrigins(stepUp.rpId, stepUp.origins) : []),
    ...(root.has('vertexAi.issuer.url') ? [] : mistakesInIssuerUrl(issuerUrl)),
  ];
  if (!stepUp || !parsed.success || mistakes.length > 0) {
    throw new InputError(mistakes.join('\n'));
  }
  const { environments, issuer, ...rest } = parsed.data;
  return deepFreeze({
    ...rest,
    issuer: { ...issuer, url: issuer.url ?? issuerUrl },
    stepUp,
    environments: new Map(
      Object.entries(environments).map(([name, environment]) => [
        name,
        deepFreeze({
          ...environment,
          name,
          title: environment.title ?? name,
        }),
      ]),
    ),
  });
}

/** Browsers are at the app's address, or at the backend's where it serves the app and nothing else is said. */
function relyingParty(
  root: Config,
  stepUp: z.output<typeof vertexAiSchema>['stepUp'],
): StepUpConfig {
  const app =
    root.getOptionalString('app.baseUrl') ?? root.getString('backend.baseUrl');
  const origins = stepUp.origins ?? [new URL(app).origin];
  return {
    ...stepUp,
    origins,
    rpId: stepUp.rpId ?? new URL(origins[0]).hostname,
  };
}

function defaultIssuerUrl(root: Config): string {
  return `${withoutSlash(
    root.getString('backend.baseUrl'),
  )}/api/vertex-ai/issuer`;
}

function mistakesInIssuerUrl(url: string): string[] {
  return isAddress(url)
    ? []
    : [
        `vertexAi.issuer.url: missing, and backend.baseUrl makes it ${url}; Google takes an https URL only, or on loopback an http URL`,
      ];
}

function describe(error: z.ZodError): string[] {
  return fieldIssues('vertexAi', error).map(
    ({ path, message }) => `${path}: ${message}`,
  );
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
