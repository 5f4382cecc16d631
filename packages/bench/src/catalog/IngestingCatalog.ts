import { until } from '@backstage-vertex/testkit';
import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { performance } from 'node:perf_hooks';

const PAGE_SIZE = 500;
const INGESTED_WITHIN_MS = 30 * 60_000;

/** How long a first ingestion took. */
export interface Ingestion {
  /** Until the provider had handed everything over. */
  emittedMs: number;
  /** Until the catalog showed everything. */
  shownMs: number;
}

/** A running catalog, seen from outside. */
export class IngestingCatalog {
  readonly #url: string;

  /** @param backendUrl of the backend that it runs in */
  constructor(backendUrl: string) {
    this.#url = `${backendUrl}/api/catalog`;
  }

  /** Milliseconds from the beginning of `work` until the catalog shows so many models. */
  async timeUntilShown(
    count: number,
    work: () => Promise<void>,
  ): Promise<Ingestion> {
    const startedMs = performance.now();
    await work();
    const emittedMs = performance.now() - startedMs;
    await until(
      `the catalog shows ${count} models`,
      async () => (await this.#query({ limit: '0' })).totalItems === count,
      { timeoutMs: INGESTED_WITHIN_MS, intervalMs: 250 },
    );
    return { emittedMs, shownMs: performance.now() - startedMs };
  }

  async models(): Promise<Entity[]> {
    const entities: Entity[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#query({
        limit: String(PAGE_SIZE),
        ...(cursor ? { cursor } : {}),
      });
      entities.push(...page.items);
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return entities;
  }

  async #query(query: Record<string, string>): Promise<{
    items: Entity[];
    totalItems: number;
    pageInfo: { nextCursor?: string };
  }> {
    const parameters = new URLSearchParams(
      query.cursor ? query : { ...query, filter: 'spec.type=ai-model' },
    );
    const response = await fetch(
      `${this.#url}/entities/by-query?${parameters}`,
      { headers: { authorization: mockCredentials.service.header() } },
    );
    if (!response.ok) {
      throw new Error(`the catalog answered ${response.status}`);
    }
    return response.json();
  }
}
