import { byNameThenId, Order, pageOfSources } from './page';

const row = (environment: string, id: string, displayName: string) => ({
  environment,
  location: 'europe-west4',
  id,
  displayName,
});

const dev = {
  environment: 'dev',
  location: 'europe-west4',
  rows: [
    row('dev', '3', 'alpha'),
    row('dev', '1', 'Beta'),
    row('dev', '2', 'beta'),
    row('dev', '4', 'gamma'),
  ].sort(byNameThenId),
};
const prod = {
  environment: 'prod',
  location: 'europe-west4',
  rows: [row('prod', '9', 'alpha')],
};

function walk(limit: number, search?: string, orderBy?: Order): string[] {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit, cursor, search, orderBy };
    const page = pageOfSources([dev, prod], query);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  return seen;
}

describe('pageOfSources', () => {
  it.each([1, 2, 3, 4, 5, 50])(
    'gives every row once, in order, in pages of %i',
    limit => {
      expect(walk(limit)).toEqual(['3', '1', '2', '4', '9']);
    },
  );

  it.each([1, 2, 3, 4, 5, 50])(
    'gives every row once, by id where that is asked for, in pages of %i',
    limit => {
      expect(walk(limit, undefined, 'id')).toEqual(['1', '2', '3', '4', '9']);
    },
  );

  it('does not hide a row that is renamed between two pages by id', () => {
    const query = { limit: 2, orderBy: 'id' } as const;
    const first = pageOfSources([dev], query);
    const renamed = {
      ...dev,
      rows: dev.rows
        .map(one => ({ ...one, displayName: `${9 - Number(one.id)}` }))
        .sort(byNameThenId),
    };
    const second = pageOfSources([renamed], {
      ...query,
      cursor: first.nextCursor,
    });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(ids).toEqual(['1', '2', '3', '4']);
  });

  it('searches name and id without regard to case, across pages', () => {
    expect(walk(1, 'BETA')).toEqual(['1', '2']);
    expect(walk(1, '9')).toEqual(['9']);
    expect(walk(1, 'nothing')).toEqual([]);
  });

  it('neither repeats nor skips others when the row of the cursor is gone', () => {
    const { nextCursor } = pageOfSources([dev, prod], { limit: 2 });
    const without = {
      ...dev,
      rows: dev.rows.filter(({ id }) => id !== '1'),
    };
    expect(
      pageOfSources([without, prod], {
        limit: 50,
        cursor: nextCursor,
      }).items.map(({ id }) => id),
    ).toEqual(['2', '4', '9']);
  });

  it('shows nothing of a source that the caller may not see any more', () => {
    const { nextCursor } = pageOfSources([dev, prod], { limit: 2 });
    expect(pageOfSources([prod], { limit: 50, cursor: nextCursor })).toEqual({
      items: [],
    });
  });

  it.each(['nonsense', Buffer.from('["a"]').toString('base64url')])(
    'refuses the cursor %p that it did not make',
    cursor => {
      expect(() => pageOfSources([dev], { limit: 1, cursor })).toThrow(
        'query.cursor: take it from nextCursor',
      );
    },
  );
});
