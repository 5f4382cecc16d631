import { Table } from '@backstage/ui';
import { ModelDetail } from '@backstage-vertex/plugin-vertex-ai-common';
import { useVersionColumns } from './useVersionColumns';
import styles from '../../components/styles.module.css';

/** The versions of a model, newest first. */
export function VersionTable(props: { model: ModelDetail }) {
  const columns = useVersionColumns(props.model);
  const rows = [...props.model.versions]
    .sort((a, b) => Number(b.versionId) - Number(a.versionId))
    .map(version => ({ id: version.versionId, version }));
  return (
    <Table
      className={styles.table}
      pagination={{ type: 'none' }}
      data={rows}
      columnConfig={columns}
    />
  );
}
