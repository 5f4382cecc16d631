import catalogModuleVertexAi from '@backstage-vertex/plugin-catalog-backend-module-vertex-ai';
import vertexAiPlugin from '@backstage-vertex/plugin-vertex-ai-backend';
import { startPortal } from '@backstage-vertex/testkit';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { countWrites } from '../catalog/countWrites';
import { databaseProbe } from '../catalog/databaseProbe';
import { fullMutationModule } from '../catalog/fullMutationModule';
import { IngestingCatalog, Ingestion } from '../catalog/IngestingCatalog';
import { timeMs } from '../measure/alternate';
import { Benchmark, Report, Verdict } from '../measure/Benchmark';
import { seedModels } from '../portal/seedModels';

const MODELS = 5_000;
const UNCHANGED_REFRESHES = 5;
const REFRESH = 'vertex-ai-refresh-default';

/** Getting a large registry into the catalog, and leaving it alone afterwards. */
export const catalogIngestion: Benchmark = {
  name: 'catalog-ingestion',
  question: `${MODELS} models into the catalog, against a provider that only hands them over`,
  async run(report) {
    const { ingestion, entities, writes } = await measureOurs(report);
    tell(report, 'provider', ingestion);
    const bare = await measureBare(entities);
    tell(report, 'bare', bare);
    const ratio = ingestion.shownMs / bare.shownMs;
    report.say(
      `  first ingestion, provider to bare: ratio ${ratio.toFixed(2)}`,
    );
    return [judge(writes)];
  },
};

async function measureOurs(report: Report): Promise<{
  ingestion: Ingestion;
  entities: Entity[];
  writes: number;
}> {
  const scheduler = mockServices.scheduler();
  const probe = databaseProbe();
  const portal = await startPortal({
    features: [
      vertexAiPlugin,
      catalogPlugin,
      catalogModuleVertexAi,
      probe.module,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
    ],
    seed: seed => seedModels(seed, MODELS),
    configure: config => {
      Object.assign(config, { catalog: { providers: { vertexAi: {} } } });
    },
  });
  try {
    const catalog = new IngestingCatalog(portal.url);
    const refresh = () => scheduler.triggerTask(REFRESH);
    const ingestion = await catalog.timeUntilShown(MODELS, refresh);
    const writesSoFar = await countWrites(await probe.knex());
    for (let round = 0; round < UNCHANGED_REFRESHES; round += 1) {
      const refreshMs = await timeMs(refresh);
      report.say(`  unchanged refresh ${refreshMs.toFixed(0)} ms`);
    }
    return {
      ingestion,
      entities: await catalog.models(),
      writes: await writesSoFar(),
    };
  } finally {
    await portal.stop();
  }
}

/** The same entities in a catalog of its own on a database of the same kind, by one full mutation. */
async function measureBare(entities: Entity[]): Promise<Ingestion> {
  const bare = fullMutationModule();
  const portal = await startPortal({ features: [catalogPlugin, bare.module] });
  try {
    return await new IngestingCatalog(portal.url).timeUntilShown(MODELS, () =>
      bare.emit(entities.map(asEmitted)),
    );
  } finally {
    await portal.stop();
  }
}

/** Without what the catalog itself adds. */
function asEmitted({ relations: _, ...entity }: Entity): Entity {
  const { uid: _uid, etag: _etag, ...metadata } = entity.metadata;
  return { ...entity, metadata };
}

function tell(report: Report, who: string, { emittedMs, shownMs }: Ingestion) {
  const rate = (ms: number) => ((MODELS * 1000) / ms).toFixed(0);
  report.say(
    `  ${who.padEnd(9)} handed over after ${(emittedMs / 1000).toFixed(
      1,
    )} s (${rate(emittedMs)} entities/s), all shown after ${(
      shownMs / 1000
    ).toFixed(1)} s (${rate(shownMs)} entities/s)`,
  );
}

function judge(writes: number): Verdict {
  return {
    what: `entities written by ${UNCHANGED_REFRESHES} unchanged refreshes of ${MODELS} models`,
    measured: String(writes),
    target: '0',
    isMet: writes === 0,
  };
}
