import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Action,
  Decision,
  DenyReason,
  Requirement,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useLanguage } from './useLanguage';
import { vertexAiTranslationRef } from '../translation';

/**
 * Says in one or two sentences why an action would be refused: which role is missing and who grants it, or what the
 * environment demands. Undefined when it would be carried out.
 */
export function useExplainDecision() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const language = useLanguage();
  const either = new Intl.ListFormat(language, { type: 'disjunction' });
  const all = new Intl.ListFormat(language, { type: 'conjunction' });

  const explainReason = useExplainReason();
  const explainRequirement = (requirement: Requirement) =>
    requirement.kind === 'stepUp'
      ? t('access.stepUp', {
          minutes: String(Math.ceil(requirement.maxAgeSeconds / 60)),
        })
      : t('access.approvals', {
          count: requirement.count,
          from: either.format(requirement.from),
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
          requirements: all.format(
            decision.requirements.map(explainRequirement),
          ),
        });
      default:
        return undefined;
    }
  };

  return { explain, explainRequirement };
}

/** Which role is missing and who grants it; what else the reason is, it says itself. */
function useExplainReason() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const either = new Intl.ListFormat(useLanguage(), { type: 'disjunction' });
  return (reason: DenyReason, action: Action) => {
    if (reason.code === 'permissionMissing') {
      return t('access.permissionMissing', {
        permission: reason.permission ?? '',
      });
    }
    if (reason.code !== 'roleMissing') {
      return reason.message;
    }
    const need = t('access.roleMissing', {
      action: t(`action.${action}`),
      roles: either.format(reason.missingRoles),
    });
    const whom =
      reason.grantedBy.length > 0
        ? t('access.grantedBy', { names: either.format(reason.grantedBy) })
        : t('access.grantedByConfig');
    const claims =
      reason.claimsMissing &&
      t(
        reason.claimsMissing === 'expired'
          ? 'access.claimsExpired'
          : 'access.claimsUnread',
      );
    return [need, claims, whom].filter(Boolean).join(' ');
  };
}
