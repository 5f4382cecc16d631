import {
  VertexAiClient,
  VertexAiProblemError,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { eachDatabase, startPortal } from '@backstage-vertex/testkit';
import { performance } from 'node:perf_hooks';
import { Benchmark } from '../measure/Benchmark';
import { summarise } from '../measure/quantiles';

const ROUNDS = 60;
const TARGET_MS = 1_000;
const DANA = 'user:default/dana.deployer';

/**
 * Two backends, each a process of its own, on one PostgreSQL: access is ended at one, and asked for at the other without a pause. The time
 * runs from when the ending is sent until the last request that was still let through has got its answer, so nothing of it is left out.
 */
export const ending: Benchmark = {
  name: 'ending',
  question:
    'from an ending of access at one replica until another gives nothing out any more; two processes, one PostgreSQL',
  async run(report) {
    if (!eachDatabase().includes('POSTGRES_18')) {
      throw new Error(
        'Several replicas need PostgreSQL; npm run bench has one.',
      );
    }
    const portal = await startPortal({
      program: require.resolve('@backstage-vertex/plugin-vertex-ai-backend'),
      database: 'POSTGRES_18',
    });
    try {
      const replica = await portal.startReplica();
      const samples: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        samples.push(await measure(portal.as('sofia'), replica.as('dana')));
      }
      const { p50, p99, max } = summarise(samples);
      report.say(
        `  p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(
          0,
        )} ms, longest ${max.toFixed(0)} ms, ${ROUNDS} endings`,
      );
      return [
        {
          what: 'an ending is in force on another replica, p99',
          measured: `${p99.toFixed(0)} ms`,
          target: `less than ${TARGET_MS} ms`,
          isMet: p99 < TARGET_MS,
        },
      ];
    } finally {
      await portal.stop();
    }
  },
};

async function measure(
  auditor: VertexAiClient,
  ended: VertexAiClient,
): Promise<number> {
  await untilAdmitted(ended);
  const startedMs = performance.now();
  const answer = auditor.endAccess({
    scope: { kind: 'actor', actor: DANA },
    reason: 'measured',
  });
  let admittedMs = startedMs;
  while (await isAdmitted(ended)) {
    admittedMs = performance.now();
  }
  const { id } = await answer;
  await auditor.restoreAccess(id, { reason: 'measured' });
  return admittedMs - startedMs;
}

async function untilAdmitted(client: VertexAiClient): Promise<void> {
  while (!(await isAdmitted(client))) {
    // The restoration has to arrive there too.
  }
}

async function isAdmitted(client: VertexAiClient): Promise<boolean> {
  try {
    await client.getModel({
      environment: 'dev',
      location: 'europe-west4',
      model: '7001',
    });
    return true;
  } catch (error) {
    if (
      error instanceof VertexAiProblemError &&
      error.problem.code === 'access_ended'
    ) {
      return false;
    }
    throw error;
  }
}
