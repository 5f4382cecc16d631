import { demoSeed } from '@backstage-vertex/google-emulator';
import { isFinal } from '@backstage-vertex/plugin-vertex-ai-common';
import vertexAiPlugin from '@backstage-vertex/plugin-vertex-ai-backend';
import { Portal, startPortal, until } from '@backstage-vertex/testkit';
import { performance } from 'node:perf_hooks';
import { Arrivals } from '../bare/Arrivals';
import { BareGoogle, createBareIdentity } from '../bare/BareGoogle';
import { addBareProvider, bareProviderName } from '../bare/bareProvider';
import { alternate } from '../measure/alternate';
import { Benchmark, Verdict } from '../measure/Benchmark';
import { summarise, Summary } from '../measure/quantiles';

const WARM_UP = 10;
const ROUNDS = 100;
const LOCATION = 'europe-west4';
const MODEL = '7001';
const MAX_RATIO = 1.5;

/** How long a person waits until Google has the order: with the portal, and with a script that does only the hops. */
export const deployPath: Benchmark = {
  name: 'deploy-path',
  question:
    'POST /deployments until Google receives deployModel, against a bare script with the same hops',
  async run(report) {
    const identity = await createBareIdentity(bareProviderName(demoSeed()));
    const portal = await startPortal({
      features: [vertexAiPlugin],
      seed: seed => {
        addBareProvider(seed, identity);
        for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
          for (const way of ['ours', 'other']) {
            seed.endpoints.push(emptyEndpoint(way, round));
          }
        }
      },
    });
    try {
      const samples = await measure(
        portal,
        new BareGoogle({
          identity,
          url: portal.emulator.url,
          project: 'ml-dev',
          location: LOCATION,
        }),
      );
      const ours = summarise(samples.ours);
      const other = summarise(samples.other);
      report.say(`  portal   ${describe(ours)}`);
      report.say(`  script   ${describe(other)}`);
      return [judge(ours, other)];
    } finally {
      await portal.stop();
    }
  },
};

function measure(portal: Portal, bare: BareGoogle) {
  const arrivals = new Arrivals(portal.emulator);
  return alternate(
    {
      ours: async round => {
        const endpoint = endpointId('ours', round);
        const arrival = arrivals.next('DeployModel', `/endpoints/${endpoint}`);
        const startedMs = performance.now();
        const deployment = await order(portal, endpoint);
        const elapsedMs = (await arrival) - startedMs;
        // What follows the order must not weigh on the next round.
        await until('the deployment has ended', async () =>
          isFinal((await portal.as('dana').getDeployment(deployment)).phase),
        );
        return elapsedMs;
      },
      other: async round => {
        const endpoint = endpointId('other', round);
        const arrival = arrivals.next('DeployModel', `/endpoints/${endpoint}`);
        const startedMs = performance.now();
        await bare.deployModel(endpoint, MODEL);
        return (await arrival) - startedMs;
      },
    },
    { warmUp: WARM_UP, rounds: ROUNDS },
  );
}

async function order(portal: Portal, endpoint: string): Promise<string> {
  const { id } = await portal.as('dana').createDeployment(
    {
      action: 'deployment.create',
      environment: 'dev',
      location: LOCATION,
      model: { id: MODEL },
      endpoint: { kind: 'existing', id: endpoint },
      machine: { machineType: 'n1-standard-2' },
      replicas: { min: 1, max: 1 },
    },
    `bench-${endpoint}`,
  );
  return id;
}

function emptyEndpoint(way: string, round: number) {
  const id = endpointId(way, round);
  return { id, project: 'ml-dev', location: LOCATION, displayName: id };
}

function endpointId(way: string, round: number): string {
  return `${way === 'ours' ? 6 : 5}${String(round).padStart(5, '0')}`;
}

function describe({ p50, p99, count }: Summary): string {
  return `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${count} orders`;
}

function judge(ours: Summary, other: Summary): Verdict {
  const ratio = ours.p50 / other.p50;
  return {
    what: 'time until deployModel, p50, portal to script',
    measured: `ratio ${ratio.toFixed(2)} (p99 ${(ours.p99 / other.p99).toFixed(
      2,
    )})`,
    target: `at most ${MAX_RATIO}`,
    isMet: ratio <= MAX_RATIO,
  };
}
