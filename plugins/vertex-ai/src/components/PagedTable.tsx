import { Table } from '@backstage/ui';
import { UseQueryResult } from '@tanstack/react-query';
import { ReactElement, ReactNode } from 'react';
import { Pager, PagerProps } from './Pager';
import { ProblemPanel } from './ProblemPanel';
import styles from './styles.module.css';

export interface PagedColumn<T> {
  id: string;
  label: string;
  isRowHeader?: boolean;
  /** Has to be one of the table's cell components. */
  cell: (item: T) => ReactElement;
}

export interface PagedTableProps<T> {
  query: UseQueryResult<{ items: T[]; nextCursor?: string }>;
  columns: PagedColumn<T>[];
  rowId: (item: T) => string;
  /** Shown instead of rows; says what to do about it. */
  empty: ReactNode;
  /** Leave out where the first page is all that is wanted. */
  pager?: PagerProps['pager'];
}

/** One page of a server-paged list: loading, refused, failed, empty, or rows. */
export function PagedTable<T>(props: PagedTableProps<T>) {
  const { query, pager } = props;
  const { data: page } = query;
  if (page?.items.length === 0 && !pager?.hasPrevious && !query.error) {
    return <>{props.empty}</>;
  }
  return (
    <>
      {query.error && (
        <ProblemPanel error={query.error} onRetry={() => query.refetch()} />
      )}
      {(page || query.isPending) && (
        <Table
          className={styles.table}
          columnConfig={props.columns.map(column => ({
            ...column,
            cell: ({ item }: { item: T }) => column.cell(item),
          }))}
          data={page?.items.map(item => ({ id: props.rowId(item), item }))}
          isPending={query.isPending}
          isStale={query.isPlaceholderData}
          emptyState={props.empty}
          pagination={{ type: 'none' }}
        />
      )}
      {pager && <Pager pager={pager} nextCursor={page?.nextCursor} />}
    </>
  );
}
