import {
  Deployment,
  Endpoint,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { aDeployment, anEndpoint, serving } from '../__testUtils__/things';
import { readDeployments, Retention } from './readDeployments';

const DAY_MS = 24 * 60 * 60 * 1000;
const nowMs = Date.parse('2026-06-01T00:00:00Z');
const daysAgo = (days: number) => new Date(nowMs - days * DAY_MS).toISOString();

/** Every so many days one deployment, newest first: number 100 today, 99 before it, … */
function history(count: number, everyDays: number): Deployment[] {
  return Array.from({ length: count }, (_, index) =>
    aDeployment(100 - index, { createdAt: daysAgo(index * everyDays) }),
  );
}

async function read(
  {
    deployments,
    endpoints = [],
  }: { deployments: Deployment[]; endpoints?: Endpoint[] },
  retention: Partial<Retention> = {},
) {
  const pages: number[] = [];
  const { deployments: kept, expiredBefore } = await readDeployments(
    {
      readPage: async cursor => {
        const index = Number(cursor ?? 0);
        pages.push(index);
        return {
          items: deployments.slice(index, index + 1),
          nextCursor:
            index + 1 < deployments.length ? String(index + 1) : undefined,
        };
      },
      endpoints,
    },
    { maxAgeDays: 90, maxCount: 500, nowMs, ...retention },
  );
  const numbers = kept.map(({ id }) => Number(id.slice(1)));
  return { numbers, expiredBefore, pages: pages.length };
}

describe('readDeployments', () => {
  it('keeps ended deployments as long as configured', async () => {
    const kept = await read(
      { deployments: history(6, 10) },
      { maxAgeDays: 25 },
    );
    expect(kept.numbers).toEqual([100, 99, 98]);
    expect(kept.expiredBefore).toBe(
      new Date(nowMs - 25 * DAY_MS).toISOString(),
    );
  });

  it('keeps up to the configured number, newest first, and says from when on it left out', async () => {
    const kept = await read({ deployments: history(6, 10) }, { maxCount: 2 });
    expect(kept.numbers).toEqual([100, 99]);
    expect(Date.parse(kept.expiredBefore)).toBe(Date.parse(daysAgo(20)) + 1);
  });

  it('keeps what still serves or goes on, however old', async () => {
    const endpoint = serving(anEndpoint('4001'), {
      modelId: '7001',
      id: '11',
      createTime: daysAgo(399),
    });
    const kept = await read({
      deployments: [
        aDeployment(3, { createdAt: daysAgo(300) }),
        aDeployment(2, { createdAt: daysAgo(350), phase: 'deploying' }),
        aDeployment(1, { createdAt: daysAgo(400), deployedModelId: '11' }),
      ],
      endpoints: [endpoint],
    });
    expect(kept.numbers).toEqual([2, 1]);
  });

  it('does not search beyond the age limit when nothing on the endpoints is that old', async () => {
    const endpoint = serving(anEndpoint('4001'), {
      modelId: '7001',
      id: '99',
      createTime: daysAgo(1),
    });
    const { pages } = await read({
      deployments: history(50, 10),
      endpoints: [endpoint],
    });
    expect(pages).toBe(11);
  });

  it('searches to the end for what does not say since when it serves', async () => {
    const endpoint = serving(anEndpoint('4001'), { modelId: '7001', id: '99' });
    const { pages } = await read({
      deployments: history(50, 10),
      endpoints: [endpoint],
    });
    expect(pages).toBe(50);
  });
});
