import {
  actionClasses,
  actions,
  auditEvents,
  errorCodes,
  errorStatus,
  googlePermissionsForRole,
  roles,
  rolesForAction,
  routes,
  vertexAiPermissions,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigKey, configKeys } from './configKeys';

// Only ever run from the sources of this repository.
// eslint-disable-next-line no-restricted-syntax
export const ROOT = resolve(__dirname, '../../..');

const NOTE =
  'Written by `yarn workspace @backstage-vertex/reference generate` from the sources; a test fails when it is out of date.';

/** Every page of docs/reference, by its path below the repository. */
export function documents(): Record<string, string> {
  return {
    'docs/reference/configuration.md': page('Configuration', [
      ...configuration('plugins/vertex-ai-backend/config.d.ts'),
      ...configuration('plugins/vertex-ai/config.d.ts'),
      ...configuration('plugins/catalog-backend-module-vertex-ai/config.d.ts'),
      ...configuration('plugins/auth-backend-module-vertex-ai/config.d.ts'),
    ]),
    'docs/reference/access.md': page('Actions and roles', [
      'A role is granted in `vertexAi.environments.<name>.access` and nowhere else. No role implies another.',
      table(
        ['action', 'class', 'roles'],
        actions.map(action => [
          code(action),
          actionClasses[action],
          rolesForAction[action].join(', '),
        ]),
      ),
    ]),
    'docs/reference/permissions.md': page('Backstage permissions', [
      'Checked on every route, before the roles. A resource permission takes conditions.',
      table(
        ['permission', 'action', 'resource type'],
        vertexAiPermissions.map(permission => [
          code(permission.name),
          permission.attributes.action ?? '',
          'resourceType' in permission ? code(permission.resourceType) : '',
        ]),
      ),
    ]),
    'docs/reference/google-permissions.md': googlePermissions(),
    'docs/reference/errors.md': page('Error codes', [
      'Every refused or failed answer is a problem document (RFC 9457) with one of these codes.',
      table(
        ['code', 'HTTP status'],
        errorCodes.map(name => [code(name), String(errorStatus[name])]),
      ),
    ]),
    'docs/reference/api.md': page('REST API', [
      'Below `/api/vertex-ai/v1`. The OpenAPI 3.1 document is served at `/api/vertex-ai/v1/openapi.json`.',
      table(
        ['method', 'path', 'what it does'],
        Object.values(routes).map(route => [
          route.method.toUpperCase(),
          code(route.path),
          route.summary,
        ]),
      ),
    ]),
    'docs/reference/audit-events.md': page('Audit events', [
      'Entries of the append-only log. Each carries actor, outcome, environment, action, correlation id and deployment where there is one.',
      table(
        ['event'],
        auditEvents.map(event => [code(event)]),
      ),
    ]),
  };
}

function googlePermissions(): string {
  return page('Permissions at Google', [
    'What each role takes on the project of its environment. The doctor compares this with what Google grants, and a custom role for each keeps people to it. A deployment that runs as a service account takes `iam.serviceAccounts.actAs` on that account besides.',
    ...roles.flatMap(role => [
      `## ${role}`,
      table(
        ['permission', 'for'],
        googlePermissionsForRole(role).map(
          ({ permission, actions: needing }) => [
            code(permission),
            needing.map(code).join(', '),
          ],
        ),
      ),
    ]),
  ]);
}

function configuration(path: string): string[] {
  const keys = configKeys(readFileSync(join(ROOT, path), 'utf8'));
  return [
    `## ${keys[0].path}`,
    keys[0].description,
    table(['key', 'type', 'meaning'], keys.slice(1).map(configRow)),
  ];
}

function configRow(key: ConfigKey): string[] {
  return [
    code(key.path),
    code(key.type),
    `${key.required ? '**Required.** ' : ''}${key.description}`,
  ];
}

function page(title: string, parts: string[]): string {
  return `${[`# ${title}`, NOTE, ...parts].filter(Boolean).join('\n\n')}\n`;
}

function table(head: string[], rows: string[][]): string {
  const cells = (row: string[]) =>
    `| ${row.map(cell => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  return [cells(head), cells(head.map(() => '---')), ...rows.map(cells)].join(
    '\n',
  );
}

function code(text: string): string {
  return `\`${text}\``;
}
