import { compilePathTemplate } from './pathTemplate';

describe('path templates', () => {
  it.each([
    [
      '/v1/{name=projects/*/locations/*/endpoints/*}:deployModel',
      '/v1/projects/p/locations/l/endpoints/e:deployModel',
      { name: 'projects/p/locations/l/endpoints/e' },
    ],
    [
      '/v1/{name=projects/*/locations/*/models/*}',
      '/v1/projects/p/locations/l/models/7%402',
      { name: 'projects/p/locations/l/models/7@2' },
    ],
    [
      '/v1/{name=projects/*/locations/*/endpoints/*}',
      '/v1/projects/p/locations/l/endpoints/e:deployModel',
      undefined,
    ],
    [
      '/v1/{name=projects/*/locations/*/endpoints/*}',
      '/v1/projects/p/locations/l/endpoints/e/operations/o',
      undefined,
    ],
    [
      '/v1/{name=projects/*/locations/*/endpoints/*}',
      '/v1/projects/example.com:p/locations/l/endpoints/e',
      { name: 'projects/example.com:p/locations/l/endpoints/e' },
    ],
    ['/v1/token', '/v1/tokens', undefined],
    ['/v1/{a}:x', '/v1/{a}:x', { a: '{a}' }],
    ['/v1.1/x', '/v1a1/x', undefined],
  ])('%s on %s', (template, path, expected) => {
    expect(compilePathTemplate(template)(path)).toEqual(expected);
  });
});
