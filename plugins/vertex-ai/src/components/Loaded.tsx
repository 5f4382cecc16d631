import { UseQueryResult } from '@tanstack/react-query';
import { ReactNode } from 'react';
import { LoadingBlock } from './LoadingBlock';
import { ProblemPanel, ProblemPanelProps } from './ProblemPanel';

export interface LoadedProps<T> {
  query: UseQueryResult<T>;
  children: (value: T) => ReactNode;
  /** Where to look for it when it is not there. */
  list?: ProblemPanelProps['list'];
  /** Lines of the placeholder. */
  lines?: number;
}

/**
 * Shows a resource, or that it is loading, refused or failed.
 *
 * When a later read fails, what was read before stays on the page below the problem: old and marked as such is better
 * than nothing.
 */
export function Loaded<T>(props: LoadedProps<T>) {
  const { query } = props;
  return (
    <>
      {query.error && (
        <ProblemPanel
          error={query.error}
          list={props.list}
          onRetry={() => query.refetch()}
        />
      )}
      {query.data !== undefined && props.children(query.data)}
      {query.isPending && <LoadingBlock lines={props.lines} />}
    </>
  );
}
