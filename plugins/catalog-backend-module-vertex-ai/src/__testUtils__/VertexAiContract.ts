import {
  Deployment,
  Endpoint,
  Environment,
  Model,
  Problem,
  routes,
  Source,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  BackendFeature,
  coreServices,
  createBackendPlugin,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { IncomingMessage, ServerResponse } from 'node:http';
import { anEnvironment, aProblem } from './things';

type Registry = Model | Endpoint;

/**
 * Serves the reading part of the API over HTTP from what a test puts into it, and checks every answer against the
 * contract before it sends it. Answers the catalog's service principal only.
 */
export class VertexAiContract {
  environments: Environment[] = [anEnvironment('dev')];
  models: Model[] = [];
  endpoints: Endpoint[] = [];
  /** Newest first. */
  deployments: Deployment[] = [];
  /** By `<list> <environment>/<location>`: what the source of the list says is wrong. */
  readonly problems = new Map<string, Problem>();
  /** By the first path that begins so, for instance `/models`: answered instead. */
  readonly failures = new Map<string, Problem>();
  /** By `<list> <environment>/<location>`; everything else was observed this very moment. */
  readonly observedAt = new Map<string, string>();
  pageSize = 200;
  /** Paths that were asked for, without their query. */
  readonly requests: string[] = [];

  feature(): BackendFeature {
    return createBackendPlugin({
      pluginId: 'vertex-ai',
      register: env => {
        env.registerInit({
          deps: {
            httpAuth: coreServices.httpAuth,
            httpRouter: coreServices.httpRouter,
          },
          init: async ({ httpAuth, httpRouter }) => {
            httpRouter.use((req, res) => this.#handle(httpAuth, req, res));
          },
        });
      },
    });
  }

  async #handle(
    httpAuth: HttpAuthService,
    req: Parameters<HttpAuthService['credentials']>[0] & IncomingMessage,
    res: ServerResponse,
  ): Promise<void> {
    const url = new URL(req.url ?? '', 'http://localhost');
    const path = url.pathname.replace(/^\/v1/, '');
    this.requests.push(path);
    const { principal } = await httpAuth.credentials(req, {
      allow: ['service'],
    });
    const failure = [...this.failures].find(([prefix]) =>
      path.startsWith(prefix),
    )?.[1];
    if (principal.subject !== 'plugin:catalog') {
      send(res, aProblem('forbidden', 403, `not for ${principal.subject}`));
    } else if (failure) {
      send(res, failure);
    } else {
      this.#answer(path, url.searchParams, res);
    }
  }

  #answer(path: string, query: URLSearchParams, res: ServerResponse): void {
    const [list, id] = path.split('/').slice(1);
    const last = path.split('/').at(-1);
    const inPlace = (one: Registry) =>
      path.includes(`/${one.environment}/locations/${one.location}/`) &&
      one.id === last;
    if (path === '/environments') {
      send(
        res,
        routes.listEnvironments.response.parse({ items: this.environments }),
      );
    } else if (path === '/models') {
      const page = this.#registryPage('models', this.models, query);
      send(res, routes.listModels.response.parse(page));
    } else if (path === '/endpoints') {
      const page = this.#registryPage('endpoints', this.endpoints, query);
      send(res, routes.listEndpoints.response.parse(page));
    } else if (path === '/deployments') {
      send(
        res,
        routes.listDeployments.response.parse(this.#deploymentPage(query)),
      );
    } else if (list === 'deployments') {
      send(res, detailOf(this.deployments.find(one => one.id === id)));
    } else if (path.includes('/models/')) {
      const model = this.models.find(inPlace);
      send(res, model ? { ...model, versions: [] } : notFound());
    } else {
      send(res, this.endpoints.find(inPlace) ?? notFound());
    }
  }

  #registryPage<T extends Registry>(
    list: string,
    all: T[],
    query: URLSearchParams,
  ) {
    const { name, locations } = this.environments.find(
      one => one.name === query.get('environment'),
    )!;
    const here = all.filter(one => one.environment === name);
    return {
      ...this.#page(here, query),
      sources: locations.map((location): Source => {
        const key = `${list} ${name}/${location}`;
        return {
          environment: name,
          location,
          observedAt: this.observedAt.get(key) ?? new Date().toISOString(),
          problem: this.problems.get(key),
        };
      }),
    };
  }

  #deploymentPage(query: URLSearchParams) {
    return this.#page(
      this.deployments.filter(
        one =>
          one.environment === query.get('environment') &&
          one.action === query.get('action'),
      ),
      query,
    );
  }

  #page<T>(all: T[], query: URLSearchParams) {
    const start = Number(query.get('cursor') ?? 0);
    const end = start + Math.min(this.pageSize, Number(query.get('limit')));
    return {
      items: all.slice(start, end),
      nextCursor: end < all.length ? String(end) : undefined,
    };
  }
}

function detailOf(deployment: Deployment | undefined) {
  return deployment
    ? routes.getDeployment.response.parse({
        ...deployment,
        request: {
          action: 'traffic.set',
          environment: deployment.environment,
          location: deployment.location,
          endpointId: '4001',
          split: { 1: 100 },
          etag: 'AMEw9yN',
        },
        events: [],
        effects: [],
        handshakes: [],
      })
    : notFound();
}

function notFound(): Problem {
  return aProblem('not_found', 404, 'There is no such thing.');
}

function send(res: ServerResponse, body: object): void {
  res.statusCode = 'code' in body ? (body as Problem).status : 200;
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify(body));
}
