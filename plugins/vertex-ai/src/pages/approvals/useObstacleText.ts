import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ApprovalDetail } from '@backstage-vertex/plugin-vertex-ai-common';
import { useLanguage } from '../../hooks/useLanguage';
import { vertexAiTranslationRef } from '../../translation';

/** Why the caller cannot vote, in a sentence; undefined when the caller can. */
export function useObstacleText() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const either = new Intl.ListFormat(useLanguage(), { type: 'disjunction' });
  return ({ obstacle, requirement, deployment }: ApprovalDetail) => {
    const from = requirement?.kind === 'approvals' ? requirement.from : [];
    if (!obstacle) {
      return undefined;
    }
    switch (obstacle.code) {
      case 'ownService':
      case 'unknownOperators':
        return t(`approvals.obstacle.${obstacle.code}`, {
          requester: deployment.requestedBy,
        });
      case 'roleMissing':
        return t('approvals.obstacle.roleMissing', {
          environment: deployment.environment,
        });
      case 'notInGroup':
        return t('approvals.obstacle.notInGroup', {
          groups: either.format(from),
        });
      default:
        return t(`approvals.obstacle.${obstacle.code}`);
    }
  };
}
