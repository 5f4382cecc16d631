import { Call, PermissionCheck, World } from '../../../http/Route';
import { OPERATION_RULES } from '../../../operations/operationRules';
import { OperationRecord } from '../../../state/records';

/** The operation behind the name in the path; project id and number both work. */
export function findOperation(
  call: Call,
  world: World,
): OperationRecord | undefined {
  const [parent, id] = call.params.name.split('/operations/');
  const canonical = world.state.canonicalName(parent);
  return canonical === undefined
    ? undefined
    : world.operations.get(`${canonical}/operations/${id}`);
}

/** Reading an operation needs reading the kind of resource that it works on. */
export function readPermission(call: Call, world: World): PermissionCheck[] {
  const operation = findOperation(call, world);
  const permission = operation
    ? OPERATION_RULES[operation.kind].permission
    : 'aiplatform.operations.list';
  return [{ permission, resource: call.params.name }];
}

export const writePermission =
  (permission: string) =>
  (call: Call): PermissionCheck[] =>
    [{ permission, resource: call.params.name }];
