import type {
  CallContext,
  Page,
  RegistryModel,
  VertexEndpoint,
} from '../google';
import { VertexApi } from '../google';

/** Google's largest page. */
const PAGE_SIZE = 100;
/** A list that goes on for longer than this is a mistake, not a registry. */
const MAX_PAGES = 1_000;

interface In {
  project: string;
  location: string;
}

/** The default version of every model in a location. */
export function readModels(
  vertex: VertexApi,
  { project, location }: In,
  ctx: CallContext,
): Promise<RegistryModel[]> {
  return readPages(pageToken =>
    vertex
      .models(location)
      .list({ project, pageSize: PAGE_SIZE, pageToken }, ctx),
  );
}

export function readVersions(
  vertex: VertexApi,
  { project, location, model }: In & { model: string },
  ctx: CallContext,
): Promise<RegistryModel[]> {
  return readPages(pageToken =>
    vertex
      .models(location)
      .listVersions({ project, model, pageSize: PAGE_SIZE, pageToken }, ctx),
  );
}

export function readEndpoints(
  vertex: VertexApi,
  { project, location }: In,
  ctx: CallContext,
): Promise<VertexEndpoint[]> {
  return readPages(pageToken =>
    vertex
      .endpoints(location)
      .list({ project, pageSize: PAGE_SIZE, pageToken }, ctx),
  );
}

async function readPages<T>(
  read: (pageToken: string | undefined) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = [];
  let pageToken: string | undefined;
  for (let count = 0; count < MAX_PAGES; count++) {
    const page = await read(pageToken);
    items.push(...page.items);
    if (!page.nextPageToken) {
      return items;
    }
    pageToken = page.nextPageToken;
  }
  throw new Error(`Google's list did not end after ${MAX_PAGES} pages`);
}
