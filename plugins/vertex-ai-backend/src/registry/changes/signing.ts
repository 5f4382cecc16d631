import { permissionForAction } from '@backstage-vertex/plugin-vertex-ai-common';
import type { Caller, EnvironmentAccess } from '../../http';
import { Policy, roleToAskFor } from '../../policy';
import type { IntentSource, SubjectIntent } from '../../stepup';
import { Change, changeIntent } from './Change';
import { aliasChange } from './ModelAliases';
import { uploadChange } from './ModelUploads';

export interface SigningServices {
  access: EnvironmentAccess;
  policy: Policy;
}

/** What the upload of a model means to whoever signs it. */
export function intentOfUpload(
  services: SigningServices,
): IntentSource<'modelUpload'> {
  return async ({ caller, subject }) =>
    intentOf(services, caller, {
      place: subject,
      change: uploadChange(subject.upload),
    });
}

/** The same for a change of aliases. */
export function intentOfAliases(
  services: SigningServices,
): IntentSource<'modelAliases'> {
  return async ({ caller, subject }) =>
    intentOf(services, caller, {
      place: subject,
      change: aliasChange(subject.model, subject.change),
    });
}

/** @throws VertexAiError `forbidden` or `role_missing` for what the person may not ask for */
async function intentOf(
  { access, policy }: SigningServices,
  caller: Caller,
  {
    place: { environment, location },
    change,
  }: { place: { environment: string; location: string }; change: Change },
): Promise<SubjectIntent> {
  const { actor } = caller;
  const { action } = change;
  await access.authorize(caller, permissionForAction[action], environment);
  roleToAskFor(policy, actor, { action, environment, location });
  return {
    intent: changeIntent(
      { actor, environment: policy.environment(environment), location },
      change,
    ),
    environment,
    action,
  };
}
