import { GrantRecord, RefreshTokenStore } from '../iam/RefreshTokenStore';
import { TokenRecord, TokenStore } from '../iam/TokenStore';
import { checkSeed } from '../seed/checkSeed';
import {
  AccountSeed,
  EmulatorSeed,
  OAuthClientSeed,
  ProjectSeed,
} from '../seed/EmulatorSeed';
import { hashToken } from '../core/ids';
import { copy } from '../core/json';
import {
  EndpointRecord,
  ModelRecord,
  OperationRecord,
  PoolRecord,
} from './records';
import { formatResourceName, parseResourceName } from './resourceName';
import { seedEndpoints, seedModels } from './seedResources';

/** What a state file holds. Tokens are hashes. */
export interface StateSnapshot {
  seed: EmulatorSeed;
  models: ModelRecord[];
  endpoints: EndpointRecord[];
  pools: PoolRecord[];
  operations: OperationRecord[];
  tokens: Record<string, TokenRecord>;
  /** Absent in a file of before there were any. */
  refreshTokens?: Record<string, GrantRecord>;
}

/**
 * Everything the emulator knows, in memory. A test may change it directly, as somebody with the console would:
 * `state.iam` (bindings, disabled pools and accounts), `state.endpoints`, `state.models`, `state.quotas`.
 * Keys are resource names with the project number.
 */
export class EmulatorState {
  readonly models = new Map<string, ModelRecord>();
  readonly endpoints = new Map<string, EndpointRecord>();
  readonly pools = new Map<string, PoolRecord>();
  readonly operations = new Map<string, OperationRecord>();
  readonly tokens: TokenStore;
  readonly refreshTokens: RefreshTokenStore;
  readonly #seed: EmulatorSeed;

  private constructor(
    seed: EmulatorSeed,
    stored: Pick<StateSnapshot, 'tokens' | 'refreshTokens'>,
  ) {
    this.#seed = seed;
    this.tokens = new TokenStore(stored.tokens);
    this.refreshTokens = new RefreshTokenStore(stored.refreshTokens);
  }

  /** Throws, naming every mistake, for a seed that is not usable. */
  static fromSeed(seed: EmulatorSeed, now: Date): EmulatorState {
    checkSeed(seed);
    const state = new EmulatorState(copy(seed), { tokens: {} });
    seedModels(state, seed.models, now);
    seedEndpoints(state, seed.endpoints, now);
    for (const token of seed.oauthTokens) {
      state.tokens.add(token.token, {
        identity: { kind: 'user', email: token.email },
        scopes: token.scopes,
        clientId: token.clientId,
        audience: token.audience,
        refreshHash: token.refreshToken && hashToken(token.refreshToken),
        expiresAtMs: now.getTime() + token.expiresInSeconds * 1000,
      });
      const { refreshToken, email, clientId, scopes } = token;
      if (refreshToken) {
        state.refreshTokens.add(refreshToken, { email, clientId, scopes });
      }
    }
    return state;
  }

  static fromSnapshot(snapshot: StateSnapshot): EmulatorState {
    const state = new EmulatorState(snapshot.seed, snapshot);
    for (const collection of [
      'models',
      'endpoints',
      'pools',
      'operations',
    ] as const) {
      const target = state[collection] as Map<string, { name: string }>;
      snapshot[collection].forEach(record => target.set(record.name, record));
    }
    return state;
  }

  /** Projects, roles, accounts, identity pools: changes take effect with the next request. */
  get iam(): Pick<
    EmulatorSeed,
    'projects' | 'roles' | 'serviceAccounts' | 'workloadIdentityPools'
  > {
    return this.#seed;
  }

  get quotas(): EmulatorSeed['quotas'] {
    return this.#seed.quotas;
  }

  set quotas(quotas: EmulatorSeed['quotas']) {
    this.#seed.quotas = quotas;
  }

  get rateLimits(): NonNullable<EmulatorSeed['rateLimits']> {
    return this.#seed.rateLimits ?? [];
  }

  set rateLimits(limits: NonNullable<EmulatorSeed['rateLimits']>) {
    this.#seed.rateLimits = limits;
  }

  get artifacts(): EmulatorSeed['artifacts'] {
    return this.#seed.artifacts;
  }

  get oauthTokens(): EmulatorSeed['oauthTokens'] {
    return this.#seed.oauthTokens;
  }

  get accounts(): AccountSeed[] {
    return this.#seed.accounts ?? [];
  }

  get oauthClients(): OAuthClientSeed[] {
    return this.#seed.oauthClients ?? [];
  }

  /** A project by id or number. */
  project(idOrNumber: string): ProjectSeed | undefined {
    return this.#seed.projects.find(
      project => project.id === idOrNumber || project.number === idOrNumber,
    );
  }

  /** The name with the project number, as Google returns it, or undefined when the project is unknown. */
  canonicalName(name: string): string | undefined {
    const parsed = parseResourceName(name);
    const project = parsed && this.project(parsed.project);
    return (
      project && formatResourceName({ ...parsed, project: project.number })
    );
  }

  snapshot(): StateSnapshot {
    return {
      // Token texts of seeded users are secrets of the test that wrote them; their hashes are in `tokens`.
      seed: copy({ ...this.#seed, oauthTokens: [] }),
      models: copy([...this.models.values()]),
      endpoints: copy([...this.endpoints.values()]),
      pools: copy([...this.pools.values()]),
      operations: copy([...this.operations.values()]),
      tokens: copy(this.tokens.toJSON()),
      refreshTokens: copy(this.refreshTokens.toJSON()),
    };
  }
}
