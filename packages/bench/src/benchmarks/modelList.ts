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

/** All of 1,000 models: from the portal that knows them already, and from Vertex AI each time. */
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
      const rates = { ours: [] as number[], google: [] as number[] };
      for (let round = 0; round < ROUNDS; round += 1) {
        rates.ours.push(await ratePerSecond(listOurs, LOAD));
        rates.google.push(await ratePerSecond(listGoogle, LOAD));
      }
      const bytes = await firstBytes(portal);
      report.say(`  portal   ${rates.ours.map(rateOf).join(', ')} lists/s`);
      report.say(`  vertex   ${rates.google.map(rateOf).join(', ')} lists/s`);
      report.say(
        `  first byte p50 ${bytes.p50.toFixed(1)} ms, p99 ${bytes.p99.toFixed(
          1,
        )} ms, ${bytes.count} requests one after the other`,
      );
      const ratio = summarise(rates.ours).p50 / summarise(rates.google).p50;
      return [judgeRatio(ratio), judgeFirstByte(bytes)];
    } finally {
      await portal.stop();
    }
  },
};

/** Reads every page as our own client does. */
function lister({ url }: HostedPortal): () => Promise<number> {
  const client = new VertexAiClient({
    baseUrl: `${url}/api/vertex-ai`,
    fetch: (input, init) =>
      fetch(input, { ...init, headers: { ...init?.headers, authorization } }),
  });
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

function rateOf(rate: number): string {
  return rate.toFixed(1);
}

function judgeRatio(ratio: number): Verdict {
  return {
    what: `lists of ${MODELS} models a second, portal to Vertex AI, p50`,
    measured: `ratio ${ratio.toFixed(1)}`,
    target: `at least ${MIN_RATIO}`,
    isMet: ratio >= MIN_RATIO,
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
