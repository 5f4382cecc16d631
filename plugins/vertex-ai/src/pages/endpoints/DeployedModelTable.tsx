import { Table } from '@backstage/ui';
import {
  DeployedModel,
  Endpoint,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useDeployedModelColumns } from './useDeployedModelColumns';
import { useUndeployColumn } from './useUndeployColumn';
import styles from '../../components/styles.module.css';

/** What runs on an endpoint, and on what. */
export function DeployedModelTable(props: {
  endpoint: Endpoint;
  onUndeploy: (deployedModel: DeployedModel) => void;
}) {
  const columns = useDeployedModelColumns(props.endpoint);
  const undeploy = useUndeployColumn(
    props.endpoint.environment,
    props.onUndeploy,
  );
  return (
    <Table
      className={styles.table}
      pagination={{ type: 'none' }}
      data={props.endpoint.deployedModels}
      columnConfig={[...columns, undeploy]}
    />
  );
}
