import type {
  NewEndpoint,
  Preview,
  PreviewChange,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { VertexDeployedModel } from '../../google';
import type { FixedDeployRequest, FixedRequest } from '../model';
import { Foresight, label, NEW } from './foresee';
import type { Target } from './readTarget';

type Comparison = Pick<Preview, 'changes' | 'comparedWith'>;

/** What serves, in the words of the table in which people compare it. */
type Spec = Omit<
  Record<PreviewChange['field'], string | undefined>,
  | 'endpoint'
  | 'labels'
  | 'encryption'
  | 'network'
  | 'requestLogging'
  | 'traffic'
>;

/** What would be different from what runs: the endpoint, what serves on it and on what, and every share of its traffic. Pure. */
export function compare(
  request: FixedRequest,
  target: Target,
  foresight: Foresight,
): Comparison {
  if (foresight.obstacle) {
    return { changes: [] };
  }
  const runs =
    target.endpoint.kind === 'read' ? target.endpoint.value.deployedModels : [];
  const traffic = trafficLines(foresight);
  switch (request.action) {
    case 'deployment.create': {
      const counterpart = counterpartOf(request, runs, foresight);
      return {
        changes: [
          ...endpointLines(request),
          ...specLines(
            counterpart && specOf(counterpart),
            requestedSpec(request, foresight),
          ),
          ...traffic,
        ],
        comparedWith: counterpart && labelOf(counterpart),
      };
    }
    case 'deployment.undeploy': {
      const leaves = runs.find(({ id }) => id === request.deployedModelId);
      return {
        changes: [
          ...specLines(leaves && specOf(leaves), undefined),
          ...traffic,
        ],
      };
    }
    case 'traffic.set':
      return { changes: traffic };
    default:
      throw new Error(`unknown action ${request satisfies never}`);
  }
}

/** What a new model is held against: another version of the same model if there is one, and of those what takes most traffic. */
function counterpartOf(
  request: FixedDeployRequest,
  runs: readonly VertexDeployedModel[],
  { before }: Foresight,
): VertexDeployedModel | undefined {
  const rank = ({ id, modelId }: VertexDeployedModel) =>
    (modelId === request.model.id ? 1_000 : 0) +
    (before?.trafficSplit[id] ?? 0);
  return [...runs].sort((a, b) => rank(b) - rank(a))[0];
}

function endpointLines({ endpoint }: FixedDeployRequest): PreviewChange[] {
  if (endpoint.kind === 'existing') {
    return [];
  }
  const { displayName: subject, labels = {}, encryption } = endpoint;
  const lines: [PreviewChange['field'], string | undefined][] = [
    ['endpoint', subject],
    [
      'labels',
      Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(', '),
    ],
    ['encryption', encryption?.kmsKeyName],
    ['network', networkOf(endpoint)],
    ['requestLogging', requestLoggingOf(endpoint)],
  ];
  return lines
    .filter(([, after]) => after)
    .map(([field, after]) => ({ field, subject, after }));
}

function networkOf({
  network,
  privateServiceConnect,
}: NewEndpoint): string | undefined {
  return privateServiceConnect
    ? `Private Service Connect: ${privateServiceConnect.projectAllowlist.join(
        ', ',
      )}`
    : network;
}

function requestLoggingOf({ requestLogging }: NewEndpoint): string | undefined {
  return (
    requestLogging &&
    `${requestLogging.samplingRate * 100} % → ${requestLogging.destination}`
  );
}

/** One line for everything that one of the two has. */
function specLines(
  before: Spec | undefined,
  after: Spec | undefined,
): PreviewChange[] {
  const subject = (after ?? before)?.model ?? '';
  const fields = Object.keys(after ?? before ?? {}) as (keyof Spec)[];
  return fields
    .map(field => ({
      field,
      subject,
      before: before?.[field],
      after: after?.[field],
    }))
    .filter(line => line.before !== undefined || line.after !== undefined);
}

function trafficLines({ before, after }: Foresight): PreviewChange[] {
  const had = before?.deployedModels ?? [];
  const has = after.deployedModels;
  const ids = new Set([...had, ...has].map(({ id }) => id));
  const shareOf = (id: string, models: typeof has) => {
    const share = models.find(model => model.id === id)?.trafficPercent;
    return share === undefined ? undefined : `${share} %`;
  };
  const nameOf = (id: string) =>
    [...has, ...had].find(model => model.id === id)!.label;
  const isShared = (name: string) =>
    [...ids].filter(id => nameOf(id) === name).length > 1;
  return [...ids].map(id => ({
    field: 'traffic',
    // The same version may be deployed twice, on different machines.
    subject: isShared(nameOf(id)) ? `${nameOf(id)} (${id})` : nameOf(id),
    before: shareOf(id, had),
    after: shareOf(id, has),
  }));
}

function requestedSpec(
  request: FixedDeployRequest,
  { after }: Foresight,
): Spec {
  const { machine, replicas, serviceAccount } = request;
  return {
    model: after.deployedModels.find(({ id }) => id === NEW)!.label,
    machineType: machine.machineType,
    accelerator: accelerator(machine),
    replicas: range(replicas.min, replicas.max),
    serviceAccount,
  };
}

function specOf(deployed: VertexDeployedModel): Spec {
  return {
    model: labelOf(deployed),
    machineType: deployed.machineType,
    accelerator: accelerator(deployed),
    replicas: range(deployed.minReplicaCount, deployed.maxReplicaCount),
    serviceAccount: deployed.serviceAccount,
  };
}

function labelOf(deployed: VertexDeployedModel): string {
  return label(deployed.displayName, deployed.modelVersionId);
}

function accelerator(machine: {
  acceleratorType?: string;
  acceleratorCount?: number;
}): string | undefined {
  return (
    machine.acceleratorType &&
    `${machine.acceleratorCount ?? 1} × ${machine.acceleratorType}`
  );
}

/** Google leaves the upper end away where it is the lower one. */
function range(min: number | undefined, max = min): string | undefined {
  return min === undefined || min === max ? min?.toString() : `${min}–${max}`;
}
