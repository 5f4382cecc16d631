import { useLocation, useSearchParams } from 'react-router-dom';

/**
 * Filters and the present page of a list, kept in the address so that a link shows the same rows.
 *
 * Cursors lead forward only. Those of the pages before are kept with the history entry, so that "previous" also works
 * after a reload and after coming back.
 */
export function useUrlFilters<K extends string>(names: readonly K[]) {
  const [params, setParams] = useSearchParams();
  const location = useLocation();
  const before: string[] = location.state?.cursorsBefore ?? [];
  const cursor = params.get('cursor') ?? undefined;

  const values = Object.fromEntries(
    names.map(name => [name, params.get(name) ?? undefined]),
  ) as Record<K, string | undefined>;

  const goTo = (to: string | undefined, cursorsBefore: string[]) => {
    const next = new URLSearchParams(params);
    assign(next, 'cursor', to);
    setParams(next, { state: { cursorsBefore } });
  };

  return {
    values,
    cursor,
    isFiltered: names.some(name => values[name] !== undefined),
    set: (changes: Partial<Record<K, string | undefined>>) => {
      const next = new URLSearchParams(params);
      next.delete('cursor');
      for (const [name, value] of Object.entries(changes)) {
        assign(next, name, value as string | undefined);
      }
      setParams(next, { replace: true });
    },
    clear: () => setParams(new URLSearchParams(), { replace: true }),
    pager: {
      hasPrevious: cursor !== undefined,
      next: (nextCursor: string) => goTo(nextCursor, [...before, cursor ?? '']),
      previous: () => goTo(before.at(-1), before.slice(0, -1)),
    },
  };
}

function assign(params: URLSearchParams, name: string, value?: string) {
  if (value) {
    params.set(name, value);
  } else {
    params.delete(name);
  }
}
