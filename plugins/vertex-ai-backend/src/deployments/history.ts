import type { AuditEntry } from '@backstage-vertex/plugin-vertex-ai-common';
import {
  EffectKind,
  effectKinds,
  isFinal,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { asDetail } from '../audit';
import type { DeploymentState, EffectState } from './model';
import type { NewEvent } from './store/rows';

/** Each write at Google as a person would say it, after `Google is`. */
const inWords: Record<EffectKind, string> = {
  createEndpoint: 'creating the endpoint',
  deployModel: 'deploying the model',
  setTraffic: 'setting the traffic',
  restoreTraffic: 'putting the traffic back',
  undeployModel: 'undeploying the model',
  deleteEndpoint: 'deleting the endpoint',
};

/** What is told of one step of a deployment: on its timeline, and in the log. */
export interface History {
  events: NewEvent[];
  audit: Pick<AuditEntry, 'event' | 'outcome' | 'detail'>[];
}

/** Everything that is different between two states, in the order in which it happened. Pure. */
export function historyOf(
  previous: DeploymentState,
  next: DeploymentState,
): History {
  const effects = effectKinds.flatMap(kind => {
    const effect = next.effects[kind];
    return effect && effect !== previous.effects[kind]
      ? [{ effect, before: previous.effects[kind] }]
      : [];
  });
  const ended = effects.filter(({ effect }) => isEnded(effect));
  const begun = effects.filter(({ effect }) => !isEnded(effect));
  const steps = [
    ...ended.map(change => effectHistory(next, change)),
    phaseHistory(previous, next),
    ...begun.map(change => effectHistory(next, change)),
  ];
  return {
    events: steps.flatMap(({ events }) => events),
    audit: steps.flatMap(({ audit }) => audit),
  };
}

function isEnded({ status }: EffectState): boolean {
  return status === 'done' || status === 'failed';
}

function effectHistory(
  { phase }: DeploymentState,
  { effect, before }: { effect: EffectState; before?: EffectState },
): History {
  const { kind, status, operation, failure } = effect;
  const detail = { kind, ...(operation && { operation }) };
  const message = sentenceOf(effect, before !== undefined);
  switch (status) {
    case 'intended':
      if (before?.status === 'running') {
        return forgottenHistory(phase, effect);
      }
      return {
        events: [{ type: 'effectStarted', phase, message, detail }],
        audit: [
          {
            event: 'effect.intended',
            outcome: 'success',
            detail: { kind, arguments: asDetail(effect.arguments) },
          },
        ],
      };
    case 'running':
      return {
        events: [{ type: 'note', phase, message, detail }],
        audit: [],
      };
    case 'done':
      return {
        events: [{ type: 'effectFinished', phase, message, detail }],
        audit: [{ event: 'effect.finished', outcome: 'success', detail }],
      };
    case 'failed':
      return {
        events: [
          {
            type: 'effectFailed',
            phase,
            message,
            detail: { ...detail, ...(failure && { code: failure.code }) },
          },
        ],
        audit: [
          {
            event: 'effect.finished',
            outcome: 'failure',
            detail: { ...detail, ...(failure && { error: failure.message }) },
          },
        ],
      };
    default:
      throw new Error(`unknown status ${status satisfies never}`);
  }
}

/** The operation is not there, or was somebody else's. Nothing is sent before it was looked for. */
function forgottenHistory(
  phase: DeploymentState['phase'],
  { kind }: EffectState,
): History {
  const message = `Google does not know of ${inWords[kind]} any more. Looking for it.`;
  return {
    events: [{ type: 'note', phase, message, detail: { kind } }],
    audit: [],
  };
}

function sentenceOf(effect: EffectState, again: boolean): string {
  const doing = inWords[effect.kind];
  switch (effect.status) {
    case 'intended':
      return `Asked Google ${again ? 'again ' : ''}for ${doing}.`;
    case 'running':
      return `Google is ${doing}.`;
    case 'done':
      return `Google has finished ${doing}.`;
    default:
      return effect.failure?.message ?? `Google failed in ${doing}.`;
  }
}

function phaseHistory(
  previous: DeploymentState,
  next: DeploymentState,
): History {
  const { phase, message, stage } = next;
  if (phase !== previous.phase) {
    return {
      events: [
        {
          type: 'phaseChanged',
          phase,
          message,
          detail: { from: previous.phase },
        },
      ],
      audit: [
        {
          event: 'deployment.phase',
          outcome: phase === 'failed' ? 'failure' : 'success',
          detail: {
            from: previous.phase,
            to: phase,
            ...(isFinal(phase) && { message }),
          },
        },
      ],
    };
  }
  if (stage !== undefined && stage !== previous.stage) {
    return {
      events: [{ type: 'stageChanged', phase, message: stage }],
      audit: [],
    };
  }
  return message === previous.message
    ? { events: [], audit: [] }
    : { events: [{ type: 'note', phase, message }], audit: [] };
}
