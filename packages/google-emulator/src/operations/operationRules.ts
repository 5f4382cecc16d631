import { VERTEX } from '../contract/contract';
import { OperationKind } from '../state/records';

interface OperationRule {
  /** Message name of the metadata, in google.cloud.aiplatform.v1. */
  metadata: string;
  /** Full message name of the response. */
  response: string;
  /** Walks through the deployment stages; else it takes one stage's time. */
  staged?: boolean;
  /** Permission to read operations of this kind. */
  permission: string;
}

const EMPTY = 'google.protobuf.Empty';

export const OPERATION_RULES: Record<OperationKind, OperationRule> = {
  CreateEndpoint: {
    metadata: 'CreateEndpointOperationMetadata',
    response: `${VERTEX}.Endpoint`,
    permission: 'aiplatform.endpoints.get',
  },
  DeleteEndpoint: {
    metadata: 'DeleteOperationMetadata',
    response: EMPTY,
    permission: 'aiplatform.endpoints.get',
  },
  UpdateEndpointLongRunning: {
    metadata: 'UpdateEndpointOperationMetadata',
    response: `${VERTEX}.Endpoint`,
    permission: 'aiplatform.endpoints.get',
  },
  DeployModel: {
    metadata: 'DeployModelOperationMetadata',
    response: `${VERTEX}.DeployModelResponse`,
    staged: true,
    permission: 'aiplatform.endpoints.get',
  },
  UndeployModel: {
    metadata: 'UndeployModelOperationMetadata',
    response: `${VERTEX}.UndeployModelResponse`,
    permission: 'aiplatform.endpoints.get',
  },
  MutateDeployedModel: {
    metadata: 'MutateDeployedModelOperationMetadata',
    response: `${VERTEX}.MutateDeployedModelResponse`,
    permission: 'aiplatform.endpoints.get',
  },
  UploadModel: {
    metadata: 'UploadModelOperationMetadata',
    response: `${VERTEX}.UploadModelResponse`,
    permission: 'aiplatform.models.get',
  },
  DeleteModel: {
    metadata: 'DeleteOperationMetadata',
    response: EMPTY,
    permission: 'aiplatform.models.get',
  },
  DeleteModelVersion: {
    metadata: 'DeleteOperationMetadata',
    response: EMPTY,
    permission: 'aiplatform.models.get',
  },
  CreateDeploymentResourcePool: {
    metadata: 'CreateDeploymentResourcePoolOperationMetadata',
    response: `${VERTEX}.DeploymentResourcePool`,
    permission: 'aiplatform.deploymentResourcePools.get',
  },
  DeleteDeploymentResourcePool: {
    metadata: 'DeleteOperationMetadata',
    response: EMPTY,
    permission: 'aiplatform.deploymentResourcePools.get',
  },
};
