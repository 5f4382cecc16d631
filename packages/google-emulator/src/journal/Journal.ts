import { copy, Json } from '../core/json';

export const SERVICE_NAMES = [
  'sts',
  'iamcredentials',
  'oauth2',
  'aiplatform',
  'cloudresourcemanager',
  'cloudquotas',
  'monitoring',
  'unknown',
] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** One request that reached the emulator. Holds no token: each is replaced by the first digits of its SHA-256. */
export interface JournalEntry {
  id: number;
  /** ISO time on the emulator's clock. */
  at: string;
  service: ServiceName;
  /** Google's method name, for example `DeployModel`; `Unknown` when no route fits. */
  method: string;
  httpMethod: string;
  /** Path and query, tokens hashed. */
  path: string;
  /** Lower-case names; `authorization` is `Bearer sha256:…`. */
  headers: Record<string, string>;
  body?: Json;
  /** `principal://…` of a federated caller, else the e-mail. */
  principal?: string;
  /** Who acts through a service account, nearest first. */
  delegation?: string[];
  /** HTTP status of the answer; 0 while there is none (still running, a scripted hang, a lost answer). */
  status: number;
  /** ErrorInfo reason, status name or OAuth error of a refusal. */
  errorReason?: string;
}

export interface JournalFilter {
  service?: ServiceName;
  method?: string;
  principal?: string;
  /** Part of the path. */
  path?: string;
  /** Only entries with a greater id. */
  after?: number;
}

/** What clients sent, in order of arrival. Forgets the oldest entries beyond 10,000, and beyond 64 million characters. */
export class Journal {
  static readonly LIMIT = 10_000;
  static readonly LIMIT_CHARACTERS = 64_000_000;
  #entries: JournalEntry[] = [];
  /** Characters of each entry as it arrived, in the order of the entries. */
  #sizes: number[] = [];
  #characters = 0;
  #lastId = 0;

  /** Copies of the matching entries, oldest first. */
  entries(filter: JournalFilter = {}): JournalEntry[] {
    return this.#entries
      .filter(
        entry =>
          (!filter.service || entry.service === filter.service) &&
          (!filter.method || entry.method === filter.method) &&
          (!filter.principal || entry.principal === filter.principal) &&
          (!filter.path || entry.path.includes(filter.path)) &&
          (filter.after === undefined || entry.id > filter.after),
      )
      .map(copy);
  }

  clear(): void {
    this.#entries = [];
    this.#sizes = [];
    this.#characters = 0;
  }

  /** Adds an entry and returns it; the caller completes it when the answer is known. */
  record(entry: Omit<JournalEntry, 'id' | 'status'>): JournalEntry {
    this.#lastId += 1;
    const recorded = { ...entry, id: this.#lastId, status: 0 };
    const size = JSON.stringify(recorded).length;
    this.#entries.push(recorded);
    this.#sizes.push(size);
    this.#characters += size;
    while (
      this.#entries.length > Journal.LIMIT ||
      this.#characters > Journal.LIMIT_CHARACTERS
    ) {
      this.#entries.shift();
      this.#characters -= this.#sizes.shift() ?? 0;
    }
    return recorded;
  }
}
