import { demoSeed } from '@backstage-vertex/google-emulator';
import { VertexAiClient } from '@backstage-vertex/plugin-vertex-ai-common';
import { until } from '@backstage-vertex/testkit';
import { mockCredentials } from '@backstage/backend-test-utils';
import { BareGoogle, createBareIdentity } from '../bare/BareGoogle';
import { bareProviderName } from '../bare/bareProvider';
import { Benchmark, Verdict } from '../measure/Benchmark';
import { firstByteMs } from '../measure/firstByte';
import { ratePerSecond } from '../measure/load';
import { summarise, Summary } from '../measure/quantiles';
import { HostedPortal } from '../portal/HostedPortal';

const MODELS = 1_000;
const LOAD = { concurrency: 8, durationMs: 5_000 };
const ROUNDS = 3;
const FIRST_BYTES = 1_000;
const MIN_RATIO = 5;
const MAX_FIRST_BYTE_MS = 50;
/** The largest that the API has, and the largest that Vertex AI has. */
const PAGE_SIZE = 200;
const GOOGLE_PAGE_SIZE = 100;

const authorization = mockCredentials.user.header('user:default/dana.deployer');

/**
 * A page of 1,000 models: from the portal that knows them already, and by listing them from Vertex AI each time, which is what a portal
 * without a memory has to do for every page, since Vertex AI neither sorts nor searches over locations and environments. Reading all
 * pages one after the other is printed beside it.
 */
export const modelList: Benchmark = {
  name: 'model-list',
  question: `GET /models for ${MODELS} models, warm, against listing them from Vertex AI each time`,
  async run(report) {
    const identity = await createBareIdentity(bareProviderName(demoSeed()));
    const portal = await HostedPortal.start({ models: MODELS, identity });
    try {
      const listOurs = lister(portal);
      await until(
        'the portal knows every model',
        async () => (await listOurs()) === MODELS,
      );
      const listGoogle = await googleLister(portal, identity);
      const ways = {
        page: () => readPage(portal),
        list: listOurs,
        google: listGoogle,
      };
      const rates = { page: [], list: [], google: [] } as Rates;
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const way of ['page', 'list', 'google'] as const) {
          rates[way].push(await ratePerSecond(ways[way], LOAD));
        }
      }
      const bytes = await firstBytes(portal);
      report.say(`  portal   ${told(rates.page)} pages of ${PAGE_SIZE}/s`);
      report.say(`  portal   ${told(rates.list)} whole lists/s`);
      report.say(`  vertex   ${told(rates.google)} whole lists/s`);
      report.say(
        `  first byte p50 ${bytes.p50.toFixed(1)} ms, p99 ${bytes.p99.toFixed(
          1,
        )} ms, ${bytes.count} requests one after the other`,
      );
      return [judgeRatio(rates), judgeFirstByte(bytes)];
    } finally {
      await portal.stop();
    }
  },
};

type Rates = Record<'page' | 'list' | 'google', number[]>;

function clientOf({ url }: HostedPortal): VertexAiClient {
  return new VertexAiClient({
    baseUrl: `${url}/api/vertex-ai`,
    fetch: (input, init) =>
      fetch(input, { ...init, headers: { ...init?.headers, authorization } }),
  });
}

async function readPage(portal: HostedPortal): Promise<void> {
  const { items } = await clientOf(portal).listModels({ limit: PAGE_SIZE });
  if (items.length !== PAGE_SIZE) {
    throw new Error(`a page of ${items.length} models`);
  }
}

/** Reads every page as our own client does. */
function lister(portal: HostedPortal): () => Promise<number> {
  const client = clientOf(portal);
  return async () => {
    let count = 0;
    let cursor: string | undefined;
    do {
      const page = await client.listModels({ limit: PAGE_SIZE, cursor });
      count += page.items.length;
      cursor = page.nextCursor;
    } while (cursor);
    return count;
  };
}

/** Reads every page as Google's own client does, with a token that is at hand. */
async function googleLister(
  portal: HostedPortal,
  identity: Awaited<ReturnType<typeof createBareIdentity>>,
): Promise<() => Promise<number>> {
  const bare = new BareGoogle({
    identity,
    url: portal.emulatorUrl,
    project: 'ml-dev',
    location: 'europe-west4',
  });
  const token = await bare.accessToken();
  return async () => {
    const count = await bare.listModels(token, GOOGLE_PAGE_SIZE);
    if (count !== MODELS) {
      throw new Error(`Vertex AI lists ${count} models`);
    }
    return count;
  };
}

async function firstBytes({ url }: HostedPortal): Promise<Summary> {
  const samples: number[] = [];
  for (let request = 0; request < FIRST_BYTES; request += 1) {
    samples.push(
      await firstByteMs(`${url}/api/vertex-ai/v1/models?limit=${PAGE_SIZE}`, {
        authorization,
      }),
    );
  }
  return summarise(samples);
}

function told(rates: number[]): string {
  return rates.map(rate => rate.toFixed(1)).join(', ');
}

function judgeRatio(rates: Rates): Verdict {
  const [page, list] = [rates.page, rates.list].map(
    ours => summarise(ours).p50 / summarise(rates.google).p50,
  );
  return {
    what: `GET /models a second, to listing ${MODELS} models from Vertex AI each time, p50`,
    measured: `ratio ${page.toFixed(1)} (all pages: ${list.toFixed(1)})`,
    target: `at least ${MIN_RATIO}`,
    isMet: page >= MIN_RATIO,
  };
}

function judgeFirstByte({ p99 }: Summary): Verdict {
  return {
    what: `first byte of a page of ${PAGE_SIZE} models, p99`,
    measured: `${p99.toFixed(1)} ms`,
    target: `below ${MAX_FIRST_BYTE_MS} ms`,
    isMet: p99 < MAX_FIRST_BYTE_MS,
  };
}
