import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Action,
  Decision,
  DenyReason,
  Requirement,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { vertexAiTranslationRef } from '../translation';

/**
 * Says in one or two sentences why an action would be refused: which role is missing and who grants it, or what the
 * environment demands. Undefined when it would be carried out.
 */
export function useExplainDecision() {
  const { t } = useTranslationRef(vertexAiTranslationRef);

  const explainReason = (reason: DenyReason, action: Action) => {
    if (reason.code !== 'roleMissing') {
      return reason.message;
    }
    const need = t('access.roleMissing', {
      action: t(`action.${action}`),
      roles: reason.missingRoles.join(` ${t('access.or')} `),
    });
    const whom =
      reason.grantedBy.length > 0
        ? t('access.grantedBy', { names: reason.grantedBy.join(', ') })
        : t('access.grantedByConfig');
    return `${need} ${whom}`;
  };

  const explainRequirement = (requirement: Requirement) =>
    requirement.kind === 'stepUp'
      ? t('access.stepUp', {
          minutes: String(Math.ceil(requirement.maxAgeSeconds / 60)),
        })
      : t('access.approvals', {
          count: requirement.count,
          from: requirement.from.join(', '),
        });

  const explain = (
    decision: Decision | undefined,
    action: Action,
  ): string | undefined => {
    switch (decision?.outcome) {
      case 'denied':
        return decision.reasons
          .map(reason => explainReason(reason, action))
          .join(' ');
      case 'needs':
        return t('access.needs', {
          requirements: decision.requirements
            .map(explainRequirement)
            .join(` ${t('access.and')} `),
        });
      default:
        return undefined;
    }
  };

  return { explain, explainRequirement };
}
