import {
  DeploymentRequest,
  googlePermissionsForAction,
  PreflightCheck,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { VertexAiError } from '../../core';
import type { RegistryModel } from '../../google';
import type { FixedDeployRequest, FixedRequest } from '../model';
import type { Foresight } from './foresee';
import type { Reading, Target } from './readTarget';

/** What the project lets the person do; undefined when it could not be asked. */
export type Granted = readonly string[] | undefined;

/** Only for an endpoint that is made with the deployment. */
const OF_NEW_ENDPOINT = [
  'aiplatform.endpoints.create',
  'aiplatform.endpoints.delete',
];

/** Permissions at Google that a request needs on the project. */
export function neededPermissions(request: DeploymentRequest): string[] {
  const isNew =
    request.action === 'deployment.create' && request.endpoint.kind === 'new';
  return googlePermissionsForAction[request.action].filter(
    permission => isNew || !OF_NEW_ENDPOINT.includes(permission),
  );
}

export const ACT_AS = 'iam.serviceAccounts.actAs';

/** Every check of a request. What could not be asked is `unknown`, never a pass. Pure. */
export function preflight(input: {
  request: FixedRequest | DeploymentRequest;
  target: Target;
  foresight?: Foresight;
  granted: Granted;
}): PreflightCheck[] {
  const { request, target, foresight, granted } = input;
  const deploy = request.action === 'deployment.create' ? request : undefined;
  return [
    ...(deploy
      ? [modelCheck(target.model), deployableCheck(target.model)]
      : []),
    endpointCheck(request, target),
    trafficCheck(foresight),
    ...(deploy ? [machineCheck(deploy)] : []),
    permissionsCheck(request, granted),
    ...(deploy?.serviceAccount ? [actAsCheck(deploy, granted)] : []),
  ];
}

function modelCheck(model: Reading<RegistryModel>): PreflightCheck {
  const check = { id: 'model', title: 'The model version exists' };
  return model.kind === 'read'
    ? {
        ...check,
        outcome: 'pass',
        message: `${model.value.displayName} version ${model.value.versionId}.`,
      }
    : { ...check, ...notRead(model) };
}

/** Whether it runs on machines of its own, which is the only way in which we deploy. */
export function deployableCheck(model: Reading<RegistryModel>): PreflightCheck {
  const check = { id: 'deployable', title: 'The model can be deployed' };
  if (model.kind !== 'read') {
    return {
      ...check,
      outcome: 'unknown',
      message: 'The model was not read.',
    };
  }
  const types = model.value.supportedDeploymentResourcesTypes;
  const dedicated = types.includes('DEDICATED_RESOURCES');
  return dedicated
    ? {
        ...check,
        outcome: 'pass',
        message: 'It runs on machines of its own.',
      }
    : {
        ...check,
        outcome: 'fail',
        message:
          types.length === 0
            ? 'Google says that it cannot be deployed at all; it has no serving container.'
            : `It cannot run on machines of its own; Google offers ${types.join(
                ', ',
              )}.`,
      };
}

function endpointCheck(
  request: DeploymentRequest,
  { endpoint }: Target,
): PreflightCheck {
  const check = { id: 'endpoint', title: 'The endpoint' };
  if (
    request.action === 'deployment.create' &&
    request.endpoint.kind === 'new'
  ) {
    return {
      ...check,
      outcome: 'pass',
      message: `${request.endpoint.displayName} will be created.`,
    };
  }
  return endpoint.kind === 'read'
    ? {
        ...check,
        outcome: 'pass',
        message: `${endpoint.value.displayName} exists.`,
      }
    : { ...check, ...notRead(endpoint) };
}

function trafficCheck(foresight: Foresight | undefined): PreflightCheck {
  const check = { id: 'traffic', title: 'The traffic adds up' };
  if (!foresight) {
    return {
      ...check,
      outcome: 'unknown',
      message: 'The endpoint or the model was not read.',
    };
  }
  return foresight.obstacle
    ? { ...check, outcome: 'fail', message: foresight.obstacle.message }
    : { ...check, outcome: 'pass', message: describe(foresight) };
}

function describe({ after }: Foresight): string {
  const shares = after.deployedModels
    .filter(({ trafficPercent }) => trafficPercent > 0)
    .map(({ label, trafficPercent }) => `${label} ${trafficPercent} %`);
  return shares.length > 0 ? `${shares.join(', ')}.` : 'Nothing takes traffic.';
}

/** Families of machine types for online prediction; which of them a location has, only Google knows. */
const MACHINE_FAMILIES =
  /^(e2|n1|n2|n2d|c2|c2d|c3|c3d|c4|m1|g2|g4|a2|a3|a4|ct5lp|ct6e)-[a-z0-9-]+$/;

function machineCheck({
  machine,
}: Pick<FixedDeployRequest, 'machine'>): PreflightCheck {
  const check = { id: 'machine', title: 'The machine type' };
  return MACHINE_FAMILIES.test(machine.machineType)
    ? {
        ...check,
        outcome: 'pass',
        message: `${machine.machineType} is a machine type for predictions by its name; whether the location has it shows at Google.`,
      }
    : {
        ...check,
        outcome: 'unknown',
        message: `${machine.machineType} is of no family that we know. Google decides.`,
      };
}

function permissionsCheck(
  request: DeploymentRequest,
  granted: Granted,
): PreflightCheck {
  const check = { id: 'permissions', title: 'Permissions at Google' };
  if (!granted) {
    return {
      ...check,
      outcome: 'unknown',
      message: 'Google was not asked, or did not answer.',
    };
  }
  const missing = neededPermissions(request).filter(
    permission => !granted.includes(permission),
  );
  return missing.length === 0
    ? { ...check, outcome: 'pass', message: 'All that it takes are there.' }
    : {
        ...check,
        outcome: 'fail',
        message: `Missing on the project: ${missing.join(', ')}.`,
      };
}

/** On the project it is enough; a grant on the account alone does not show here. */
function actAsCheck(
  { serviceAccount }: Pick<FixedDeployRequest, 'serviceAccount'>,
  granted: Granted,
): PreflightCheck {
  return {
    id: 'actAs',
    title: 'Acting as the service account',
    ...(granted?.includes(ACT_AS)
      ? { outcome: 'pass', message: `May act as ${serviceAccount}.` }
      : {
          outcome: 'unknown',
          message: `${ACT_AS} is not granted on the project; it may be on ${serviceAccount} itself.`,
        }),
  };
}

function notRead(
  reading: Exclude<Reading<unknown>, { kind: 'read' }>,
): Pick<PreflightCheck, 'outcome' | 'message'> {
  if (reading.kind === 'absent') {
    return { outcome: 'unknown', message: 'Google was not asked.' };
  }
  return {
    outcome: isCertain(reading.error) ? 'fail' : 'unknown',
    message: reading.error.message,
  };
}

/** Google knows and says no; anything else may be only the way there. */
function isCertain({ code }: VertexAiError): boolean {
  return code === 'not_found' || code === 'google_rejected';
}
