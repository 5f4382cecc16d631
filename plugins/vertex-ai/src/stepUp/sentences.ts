import { digestWords } from '@backstage-vertex/plugin-vertex-ai-common';
import { visible } from './intentFields';

/** Says a message of `stepUp.sentence`, or of `stepUp.asked`, with its values filled in. */
export type Say = (
  sentence:
    | 'deploy'
    | 'newEndpoint'
    | 'undeploy'
    | 'traffic'
    | 'breakGlass'
    | 'approve'
    | 'reject'
    | 'withdraw'
    | 'because'
    | 'checkout'
    | 'registration'
    | 'removal'
    | 'reset'
    | 'other',
  values: Record<string, string>,
) => string;

/** An intent as parsed JSON; what its type says is in it, is in it. */
type Intent = any;

/** What an intent of a type means, in one sentence. The table of all fields stands below it in any case. */
const sentences: Record<string, (say: Say, intent: Intent) => string> = {
  'backstage-vertex-ai/deployment': deploymentSentence,
  'backstage-vertex-ai/vote': voteSentence,
  'backstage-vertex-ai/checkout': (say, { environment, request }) =>
    say('checkout', {
      environment: environment.name,
      role: request.role,
      minutes: request.lifetimeMinutes,
      reason: request.reason,
    }),
  'backstage-vertex-ai/security-key-registration': (say, { name }) =>
    say('registration', { name }),
  'backstage-vertex-ai/security-key-removal': (say, { key }) =>
    say('removal', { name: key.name }),
  'backstage-vertex-ai/security-key-reset': (
    say,
    { person, requestedBy, reason },
  ) => say('reset', { person, requestedBy, reason }),
};

/** The sentence for an intent; of a type that this page does not know it says only that everything is below. */
export function sentenceOf(say: Say, intent: string): string {
  const parsed: Intent = JSON.parse(intent);
  const sentence = Object.hasOwn(sentences, parsed.type)
    ? sentences[parsed.type]
    : undefined;
  const sayVisibly: Say = (id, values) =>
    say(
      id,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          visible(String(value)),
        ]),
      ),
    );
  return sentence ? sentence(sayVisibly, parsed) : say('other', {});
}

/** The words are those of the request, which the voter has seen on its page. */
function voteSentence(say: Say, intent: Intent) {
  const { verdict, deployment, intentDigest, reason } = intent;
  const verdicts = ['approve', 'reject', 'withdraw'] as const;
  const known = verdicts.find(name => name === verdict);
  if (!known) {
    return say('other', {});
  }
  const vote = say(known, {
    deployment,
    words: digestWords(intentDigest).join(' '),
  });
  return reason === undefined ? vote : `${vote} ${say('because', { reason })}`;
}

function deploymentSentence(say: Say, intent: Intent) {
  const sentence = changeSentence(say, intent);
  return intent.breakGlass ? `${sentence} ${say('breakGlass', {})}` : sentence;
}

/** By the name that people know it by, where the intent has it, and by the id that says which one it is. */
function named(id: string, name: string | undefined): string {
  return name === undefined ? id : `${name} (${id})`;
}

function changeSentence(say: Say, { environment, request, basis }: Intent) {
  const where = { environment: environment.name, location: request.location };
  switch (request.action) {
    case 'deployment.create':
      return say('deploy', {
        ...where,
        model: named(request.model.id, basis?.modelDisplayName),
        version: request.model.version,
        endpoint:
          request.endpoint.kind === 'new'
            ? say('newEndpoint', { name: request.endpoint.displayName })
            : named(request.endpoint.id, basis?.endpointDisplayName),
        percent: request.trafficPercent,
      });
    case 'deployment.undeploy':
      return say('undeploy', {
        ...where,
        model: request.deployedModelId,
        endpoint: request.endpointId,
      });
    case 'traffic.set':
      return say('traffic', {
        ...where,
        endpoint: request.endpointId,
        split: Object.entries(request.split)
          .map(([model, percent]) => `${model}: ${percent} %`)
          .join(', '),
      });
    default:
      return say('other', {});
  }
}
