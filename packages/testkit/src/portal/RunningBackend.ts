import {
  BackendFeature,
  BackstageCredentials,
  BackstageUserPrincipal,
  coreServices,
  createServiceFactory,
  createServiceRef,
  PermissionsService,
  PermissionsServiceRequestOptions,
} from '@backstage/backend-plugin-api';
import { createBackend } from '@backstage/backend-defaults';
import { HostDiscovery } from '@backstage/backend-defaults/discovery';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { EmulatorClock } from '@backstage-vertex/google-emulator';
import type { Server } from 'node:http';
import type { DatabaseConnection } from '../database/DatabaseConnection';
import type { TestDatabase } from '../database/TestDatabase';
import type { GoogleLink } from './GoogleLink';
import { LogCapture } from './LogCapture';
import type { Organisation } from './Organisation';
import type { PortalConfig } from './portalConfig';

/** Whether Backstage's permission framework lets somebody do something; `real` leaves it to the installed permission backend. */
export type Permissions =
  | 'allowAll'
  | 'real'
  | ((permission: string, ref: string) => boolean);

/**
 * Who is believed to be whom: `mocked` takes the tokens of the test utilities, so that anybody can be acted for; `real` leaves it to
 * Backstage's own services, so that only who has signed in with an installed auth backend is somebody.
 */
export type SignInKind = 'mocked' | 'real';

export interface BackendParts {
  features: readonly BackendFeature[];
  config: PortalConfig;
  database: Pick<TestDatabase, 'connect'>;
  clock: Pick<EmulatorClock, 'now'>;
  org: Organisation;
  permissions: Permissions;
  /** Default `mocked`. */
  signIn?: SignInKind;
  link: Pick<GoogleLink, 'cut'>;
  /** Default: only kept. */
  logs?: LogCapture;
}

/** The plugin's clock by its id, so that this package does not depend on the plugin. */
const clockServiceRef = createServiceRef<{ now(): Date }>({
  id: 'vertex-ai.clock',
});

/** One backend process, as far as one can be had inside a test: it can be stopped, and it can be killed. */
export class RunningBackend {
  readonly logs: LogCapture;
  readonly #parts: BackendParts;
  readonly #connections: DatabaseConnection[] = [];
  #server?: Server;
  #stop?: () => Promise<void>;

  private constructor(parts: BackendParts) {
    this.#parts = parts;
    this.logs = parts.logs ?? new LogCapture();
  }

  static async start(parts: BackendParts): Promise<RunningBackend> {
    const running = new RunningBackend(parts);
    const backend = createBackend();
    for (const feature of [...running.#services(), ...parts.features]) {
      backend.add(feature);
    }
    running.#stop = () => backend.stop();
    try {
      await backend.start();
    } catch (error) {
      await running.kill();
      throw error;
    }
    return running;
  }

  /** In good order: whatever runs is told to end. */
  async stop(): Promise<void> {
    await this.#stop?.();
    await this.#cut();
  }

  /**
   * As by SIGKILL: the network, the database and Google are gone from one moment to the next, without a word to anybody. What still
   * runs in this process afterwards reaches nothing.
   */
  async kill(): Promise<void> {
    this.logs.end();
    await this.#cut();
    // Only to end its timers; nobody waits for it, and it can change nothing any more.
    this.#stop?.().catch(() => undefined);
  }

  async #cut(): Promise<void> {
    this.#server?.closeAllConnections();
    await Promise.all([
      this.#parts.link.cut(),
      ...this.#connections.map(connection => connection.kill()),
      new Promise<void>(resolve => {
        if (this.#server) {
          this.#server.close(() => resolve());
        } else {
          resolve();
        }
      }),
    ]);
  }

  #services(): BackendFeature[] {
    const { config, clock, org, signIn } = this.#parts;
    return [
      mockServices.rootConfig.factory({ data: config }),
      ...(signIn === 'real' ? [] : mockedSignIn(org)),
      this.logs.factory(),
      rootHttpRouterServiceFactory({
        configure: ({ server, applyDefaults }) => {
          this.#server = server as Server;
          applyDefaults();
        },
      }),
      createServiceFactory({
        service: coreServices.discovery,
        deps: { config: coreServices.rootConfig },
        factory: deps => HostDiscovery.fromConfig(deps.config),
      }),
      createServiceFactory({
        service: clockServiceRef,
        deps: {},
        factory: () => clock,
      }),
      ...(this.#hasCatalog() ? [] : [catalogOf(org)]),
      this.#databaseFactory(),
      ...this.#permissions(),
    ];
  }

  /** With a real catalog among the features the real client is used. */
  #hasCatalog(): boolean {
    return this.#parts.features.some(feature =>
      (
        feature as {
          getRegistrations?(): { type: string; pluginId?: string }[];
        }
      )
        .getRegistrations?.()
        .some(
          ({ type, pluginId }) =>
            type.startsWith('plugin') && pluginId === 'catalog',
        ),
    );
  }

  #databaseFactory(): BackendFeature {
    return createServiceFactory({
      service: coreServices.database,
      deps: { plugin: coreServices.pluginMetadata },
      factory: async ({ plugin }) => {
        const connection = await this.#parts.database.connect(plugin.getId());
        this.#connections.push(connection);
        return { getClient: async () => connection.knex };
      },
    });
  }

  #permissions(): BackendFeature[] {
    const { permissions } = this.#parts;
    if (permissions === 'real') {
      return [];
    }
    const decide = permissions === 'allowAll' ? () => true : permissions;
    return [
      createServiceFactory({
        service: coreServices.permissions,
        deps: {},
        factory: () => tableOfPermissions(decide),
      }),
    ];
  }
}

function mockedSignIn(org: Organisation): BackendFeature[] {
  return [
    mockServices.auth.factory(),
    mockServices.httpAuth.factory({
      defaultCredentials: mockCredentials.none(),
    }),
    createServiceFactory({
      service: coreServices.userInfo,
      deps: {},
      factory: () => ({
        getUserInfo: async (credentials: BackstageCredentials) => {
          const ref = (credentials.principal as BackstageUserPrincipal)
            .userEntityRef;
          return {
            userEntityRef: ref,
            ownershipEntityRefs: org.ownershipOf(ref),
          };
        },
      }),
    }),
  ];
}

function catalogOf(org: Organisation): BackendFeature {
  return createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    // Made for each call, so that a change in the organisation is a change in the catalog.
    factory: () =>
      new Proxy(catalogServiceMock(), {
        get: (_, name) => {
          const now = catalogServiceMock({ entities: org.entities() });
          const member = now[name as keyof typeof now];
          return typeof member === 'function' ? member.bind(now) : member;
        },
      }),
  });
}

function tableOfPermissions(
  decide: (permission: string, ref: string) => boolean,
): PermissionsService {
  const answer = async (
    requests: readonly { permission: { name: string } }[],
    options?: PermissionsServiceRequestOptions,
  ): Promise<DefinitivePolicyDecision[]> => {
    const { principal } = (options as { credentials: BackstageCredentials })
      .credentials as {
      principal: { userEntityRef?: string; subject?: string };
    };
    const ref = principal.userEntityRef ?? principal.subject ?? '';
    return requests.map(({ permission }) => ({
      result: decide(permission.name, ref)
        ? AuthorizeResult.ALLOW
        : AuthorizeResult.DENY,
    }));
  };
  return { authorize: answer, authorizeConditional: answer };
}
