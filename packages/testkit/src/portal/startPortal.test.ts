import {
  coreServices,
  createBackendPlugin,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { Router } from 'express';
import { eachDatabase } from '../database/TestDatabase';
import { Portal, startPortal } from './startPortal';

const clockServiceRef = createServiceRef<{ now(): Date }>({
  id: 'vertex-ai.clock',
});

/** A small plugin in the place of ours: what it can reach is what ours can reach. */
const probe = createBackendPlugin({
  pluginId: 'vertex-ai',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        clock: clockServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpRouter: coreServices.httpRouter,
        httpAuth: coreServices.httpAuth,
        logger: coreServices.logger,
        userInfo: coreServices.userInfo,
      },
      async init(services) {
        const knex = await services.database.getClient();
        if (!(await knex.schema.hasTable('notes'))) {
          await knex.schema.createTable('notes', table => {
            table.text('text');
          });
        }
        const router = Router();
        router.get('/who', async (request, response) => {
          const credentials = await services.httpAuth.credentials(request, {
            allow: ['user'],
          });
          const { ownershipEntityRefs } = await services.userInfo.getUserInfo(
            credentials,
          );
          const entity = await services.catalog.getEntityByRef(
            credentials.principal.userEntityRef,
            { credentials: await services.auth.getOwnServiceCredentials() },
          );
          response.json({
            now: services.clock.now(),
            ownershipEntityRefs,
            relations: entity?.relations?.map(({ targetRef }) => targetRef),
          });
        });
        router.get('/token', async (_, response) => {
          const answer = await fetch(
            `${services.config.getString('vertexAi.google.sts')}/v1/token`,
            {
              method: 'POST',
              body: new URLSearchParams({ subject_token: 'eyJ.a.b' }),
            },
          );
          await knex('notes').insert({ text: 'kept: eyJ.a.b' });
          services.logger.info('note', { kept: ['eyJ.a.b'] });
          process.stdout.write('eyJ.a.b\n');
          response.setHeader('x-kept', 'eyJ.a.b');
          response.json({ status: answer.status });
        });
        services.httpRouter.use(router);
      },
    });
  },
});

/** Another plugin, with a database of its own. */
const beside = createBackendPlugin({
  pluginId: 'beside',
  register(env) {
    env.registerInit({
      deps: { database: coreServices.database },
      async init({ database }) {
        const knex = await database.getClient();
        if (!(await knex.schema.hasTable('kept'))) {
          await knex.schema.createTable('kept', table => {
            table.text('text');
          });
          await knex('kept').insert({ text: 'eyJ.a.b' });
        }
      },
    });
  },
});

describe.each(eachDatabase())('startPortal on %s', database => {
  let portal: Portal;

  beforeEach(async () => {
    portal = await startPortal({ features: [probe, beside], database });
  });

  afterEach(() => portal.stop());

  const who = async (as: string) => (await portal.fetch('/who', { as })).json();

  it('has one clock for the plugin and the emulator', async () => {
    portal.clock.set(new Date('2030-01-01T00:00:00Z'));
    expect(await who('dana')).toMatchObject({
      now: '2030-01-01T00:00:00.000Z',
    });
    expect(portal.emulator.clock.now().toISOString()).toBe(
      '2030-01-01T00:00:00.000Z',
    );
  });

  it('changes the groups of a person in the catalog and at sign-in alike', async () => {
    const before = await who('dana');
    portal.org.leave('dana', 'group:default/ml-deployers');
    const after = await who('dana');
    expect(before.relations).toContain('group:default/ml-deployers');
    expect(before.ownershipEntityRefs).toEqual([
      'user:default/dana.deployer',
      ...before.relations,
    ]);
    expect(after.relations).not.toContain('group:default/ml-deployers');
    expect(after.ownershipEntityRefs).toEqual([
      'user:default/dana.deployer',
      ...after.relations,
    ]);
  });

  it('finds a token wherever it was left', async () => {
    await portal.fetch('/token', { as: 'dana' });
    await portal.fetch('/who?eyJ.a.b', { as: 'dana' });
    expect([...portal.tokens]).toEqual(['eyJ.a.b']);
    expect(await portal.findTokens()).toEqual([
      'eyJ.a.b… in log',
      'eyJ.a.b… in output',
      'eyJ.a.b… in response',
      'eyJ.a.b… in table beside/kept',
      'eyJ.a.b… in table vertex-ai/notes',
    ]);
  });

  it('starts again on the same database and URL after it was killed', async () => {
    await portal.fetch('/token', { as: 'dana' });
    await portal.restart();
    expect(await who('dana')).toBeDefined();
    const db = await portal.db();
    expect(await db('notes').select('text')).toEqual([
      { text: 'kept: eyJ.a.b' },
    ]);
  });

  it('answers nobody and can be stopped after it was killed', async () => {
    await portal.kill();
    await expect(portal.fetch('/who', { as: 'dana' })).rejects.toThrow();
  });
});
