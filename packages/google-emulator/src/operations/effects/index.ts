import { JsonObject } from '../../core/json';
import type { EmulatorState } from '../../state/EmulatorState';
import { OperationKind, OperationRecord } from '../../state/records';
import {
  createEndpoint,
  deleteEndpoint,
  updateEndpointLongRunning,
} from './endpoint';
import {
  deployModel,
  mutateDeployedModel,
  undeployModel,
} from './deployedModel';
import { deleteModel, deleteModelVersion, uploadModel } from './model';
import {
  createDeploymentResourcePool,
  deleteDeploymentResourcePool,
} from './pool';

/**
 * What an operation does to the state when it finishes, at `at`. Returns the operation's response; throws
 * ApiError to fail the operation instead.
 */
export type Effect = (
  operation: OperationRecord,
  state: EmulatorState,
  at: Date,
) => JsonObject;

export const EFFECTS: Record<OperationKind, Effect> = {
  CreateEndpoint: createEndpoint,
  DeleteEndpoint: deleteEndpoint,
  UpdateEndpointLongRunning: updateEndpointLongRunning,
  DeployModel: deployModel,
  UndeployModel: undeployModel,
  MutateDeployedModel: mutateDeployedModel,
  UploadModel: uploadModel,
  DeleteModel: deleteModel,
  DeleteModelVersion: deleteModelVersion,
  CreateDeploymentResourcePool: createDeploymentResourcePool,
  DeleteDeploymentResourcePool: deleteDeploymentResourcePool,
};
