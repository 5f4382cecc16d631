import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { until } from '@backstage-vertex/testkit';
import { observe } from '../__testUtils__/observe';
import {
  startTriggeredCatalog,
  TriggeredCatalog,
} from '../__testUtils__/startCatalog';
import { CatalogStoredEntities } from './StoredEntities';

jest.setTimeout(60_000);

const modelRef = 'resource:dev/model-europe-west4-7001';
const endpointRef = 'api:dev/endpoint-europe-west4-4001';

describe('CatalogStoredEntities', () => {
  let running: TriggeredCatalog;
  let ofInstance: (instance: string) => CatalogStoredEntities;

  beforeAll(async () => {
    const insider = createBackendModule({
      pluginId: 'catalog',
      moduleId: 'insider',
      register(env) {
        env.registerInit({
          deps: { catalog: catalogServiceRef, auth: coreServices.auth },
          async init(services) {
            ofInstance = instance =>
              new CatalogStoredEntities(services, instance);
          },
        });
      },
    });
    running = await startTriggeredCatalog([insider]);
    running.google.putModel({
      id: '7001',
      labels: { 'backstage-owner': 'fraud-ml' },
      versions: [['champion'], ['default']],
    });
    running.google.putEndpoint({ id: '4001', serves: ['7001'] });
    await observe(running.portal);
    await running.refresh();
    await until(
      'both are in the catalog',
      async () => (await running.entities()).length === 2,
    );
  });
  afterAll(() => running?.portal.stop());

  it('finds in the catalog all that the module has to know of what it emitted', async () => {
    const [model] = await ofInstance('default').find([modelRef]);
    expect(model).toEqual({
      entityRef: modelRef,
      scope: {
        type: 'ai-model',
        environment: 'dev',
        location: 'europe-west4',
      },
      hash: expect.stringMatching(/^[0-9a-f]{32}$/),
      ownership: { owner: 'group:default/fraud-ml', lifecycle: 'dev' },
      modelKey: 'dev/europe-west4/7001',
      versions: [
        { id: '2', aliases: ['default'], default: true },
        { id: '1', aliases: ['champion'], default: false },
      ],
      asOf: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
  });

  it('finds nothing that is not there, nor of others', async () => {
    const refs = ['resource:dev/none', 'user:default/dana.deployer', modelRef];
    const stored = ofInstance('default');
    const found = await stored.find(refs);
    expect(found.map(({ entityRef }) => entityRef)).toEqual([modelRef]);
    await expect(ofInstance('other').find([modelRef])).resolves.toEqual([]);
  });

  it('reads all of one instance', async () => {
    const all = await ofInstance('default').read();
    expect(all.map(({ entityRef }) => entityRef).sort()).toEqual([
      endpointRef,
      modelRef,
    ]);
    await expect(ofInstance('other').read()).resolves.toEqual([]);
  });
});
