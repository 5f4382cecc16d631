import { fieldIssues, Role } from '@backstage-vertex/plugin-vertex-ai-common';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { environmentSchema, isSafeUrl, vertexAiSchema } from './configSchema';

export type { CredentialsConfig } from './configSchema';

export type EnvironmentConfig = Omit<
  z.output<typeof environmentSchema>,
  'title'
> & { name: string; title: string };

export interface VertexAiConfig
  extends Omit<z.output<typeof vertexAiSchema>, 'environments' | 'issuer'> {
  issuer: Required<z.output<typeof vertexAiSchema>['issuer']>;
  environments: ReadonlyMap<string, EnvironmentConfig>;
}

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
  if (!parsed.success) {
    throw new InputError(describe(parsed.error));
  }
  const { environments, issuer, ...rest } = parsed.data;
  return deepFreeze({
    ...rest,
    issuer: { ...issuer, url: issuer.url ?? defaultIssuerUrl(root) },
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

function defaultIssuerUrl(root: Config): string {
  const base = root.getString('backend.baseUrl').replace(/\/+$/, '');
  const url = `${base}/api/vertex-ai/issuer`;
  if (!isSafeUrl(url)) {
    throw new InputError(
      'vertexAi.issuer.url: backend.baseUrl is plain http on a host that is not loopback; Google accepts https issuers only',
    );
  }
  return url;
}

function describe(error: z.ZodError): string {
  return fieldIssues('vertexAi', error)
    .map(({ path, message }) => `${path}: ${message}`)
    .join('\n');
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
