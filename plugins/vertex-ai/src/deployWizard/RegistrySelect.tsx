import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { ProblemPanel } from '../components/ProblemPanel';
import { vertexAiTranslationRef } from '../translation';

/** Pause in typing after which the server is asked. */
const SETTLED_AFTER_MS = 300;

/** What is typed into the search of a {@link RegistrySelect}, and what of it the server is asked for. */
export function useServerSearch() {
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  useDebounce(() => setSearch(typed.trim()), SETTLED_AFTER_MS, [typed]);
  return { typed, setTyped, search };
}

export interface RegistrySelectProps<T> {
  label: string;
  mistake: { isInvalid: boolean; description?: string };
  isDisabled?: boolean;
  query: UseQueryResult<{ items: T[]; nextCursor?: string }>;
  search: ReturnType<typeof useServerSearch>;
  /** What was chosen; it may have come with a link, and be on none of the pages that were read. */
  chosen: { id: string; label: string } | undefined;
  describe: (item: T) => string | undefined;
  onChoose: (id: string) => void;
}

/** Chooses one of what a registry has; the server searches, since there may be thousands. */
export function RegistrySelect<T extends { id: string; displayName: string }>(
  props: RegistrySelectProps<T>,
) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { query, search, chosen, mistake } = props;
  const options = (query.data?.items ?? []).map(item => ({
    id: item.id,
    label: item.displayName,
    description: props.describe(item),
  }));
  const isListed = !chosen || options.some(({ id }) => id === chosen.id);
  return (
    <>
      <Select
        label={props.label}
        isInvalid={mistake.isInvalid}
        description={
          mistake.description ??
          (query.data?.nextCursor ? t('deploy.searchForMore') : undefined)
        }
        isRequired
        isDisabled={props.isDisabled}
        search={{
          mode: 'server',
          inputValue: search.typed,
          onInputChange: search.setTyped,
          placeholder: t('filters.searchPlaceholder'),
        }}
        loading={{ state: query.isFetching ? 'loading' : 'idle' }}
        options={isListed ? options : [chosen, ...options]}
        value={chosen?.id ?? null}
        onChange={id => props.onChoose(String(id))}
      />
      {query.error && (
        <ProblemPanel error={query.error} onRetry={() => query.refetch()} />
      )}
    </>
  );
}
