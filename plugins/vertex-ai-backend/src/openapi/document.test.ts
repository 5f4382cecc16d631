import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { routes } from '@backstage-vertex/plugin-vertex-ai-common';
import { readFileSync } from 'node:fs';
import { openApiDocument } from './document';

describe('openApiDocument', () => {
  const document = openApiDocument();

  it('equals the committed openapi.json', () => {
    const committed = readFileSync(
      resolvePackagePath(
        '@backstage-vertex/plugin-vertex-ai-backend',
        'openapi.json',
      ),
      'utf8',
    );
    expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it('has every route with its parameters and its answer', () => {
    for (const route of Object.values(routes)) {
      const operation = document.paths?.[route.path]?.[route.method];
      expect(operation?.operationId).toBe(route.id);
      expect(operation?.responses?.[route.status]).toBeDefined();
      const names = (operation?.parameters ?? []).map(parameter =>
        'name' in parameter ? parameter.name : '',
      );
      for (const [, name] of route.path.matchAll(/\{(\w+)\}/g)) {
        expect(names).toContain(name);
      }
    }
  });

  it('says that a request that starts something needs an idempotency key', () => {
    expect(document.paths?.['/deployments']?.post?.parameters).toContainEqual(
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header' }),
    );
  });
});
