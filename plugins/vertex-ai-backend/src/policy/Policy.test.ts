import { actions } from '@backstage-vertex/plugin-vertex-ai-common';
import { ConfigReader } from '@backstage/config';
import { portalConfig } from '@backstage-vertex/testkit';
import { readConfig } from '../config';
import { Actor } from '../core';
import { Policy } from './Policy';

const config = portalConfig({
  portal: 'http://127.0.0.1:7007',
  google: 'http://127.0.0.1:1',
});
config.vertexAi.environments.prod.catalog = {
  owner: 'group:default/Payments',
  system: 'system:default/checkout',
  lifecycle: 'production',
};
const policy = new Policy(readConfig(new ConfigReader(config)));
const catalog: Actor = { kind: 'service', ref: 'plugin:catalog', groups: [] };

describe('Policy', () => {
  it.each([
    [
      'prod',
      {
        owner: 'group:default/payments',
        system: 'system:default/checkout',
        lifecycle: 'production',
      },
    ],
    ['dev', {}],
  ])('tells the catalog who answers for %s', (name, answers) => {
    const environment = policy.environment(name);
    expect(
      policy.describe(
        { actor: catalog, granted: new Set(actions) },
        environment,
      ).catalog,
    ).toEqual(answers);
  });

  it('names the environments that there are to whoever asks for another', () => {
    expect(() => policy.environment('production')).toThrow(
      'There is no environment production; there is dev, staging, prod.',
    );
  });
});
