/**
 * Walks a paged list to its end.
 *
 * @throws when the list repeats a cursor, as that would never end
 */
export async function* readPages<P extends { nextCursor?: string }>(
  readPage: (cursor: string | undefined) => Promise<P>,
): AsyncGenerator<P> {
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    yield page;
    cursor = page.nextCursor;
    if (cursor !== undefined && seen.has(cursor)) {
      throw new Error('the list gave the same cursor twice');
    }
    if (cursor !== undefined) {
      seen.add(cursor);
    }
  } while (cursor !== undefined);
}
