import { Table } from '@backstage/ui';
import { IssuerView } from '@backstage-vertex/plugin-vertex-ai-common';
import styles from '../../components/styles.module.css';
import { useIssuerKeyColumns } from './useIssuerKeyColumns';

/** The keys, the newest first. */
export function IssuerKeys({ issuer }: { issuer: IssuerView }) {
  const columns = useIssuerKeyColumns(issuer);
  return (
    <Table
      className={styles.table}
      pagination={{ type: 'none' }}
      data={issuer.keys.map(key => ({ id: key.kid, key }))}
      columnConfig={columns}
    />
  );
}
