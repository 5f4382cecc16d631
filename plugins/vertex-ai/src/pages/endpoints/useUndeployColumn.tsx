import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, ColumnConfig } from '@backstage/ui';
import { DeployedModel } from '@backstage-vertex/plugin-vertex-ai-common';
import { GuardedButton } from '../../components/GuardedButton';
import { useAccess } from '../../hooks/useAccess';
import { vertexAiTranslationRef } from '../../translation';

/** The column with the button that takes a deployed model off. */
export function useUndeployColumn(
  environment: string,
  onUndeploy: (deployedModel: DeployedModel) => void,
): ColumnConfig<DeployedModel> {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const accessTo = useAccess(environment);
  return {
    id: 'actions',
    label: t('common.actions'),
    cell: deployed => (
      <Cell>
        <GuardedButton
          {...accessTo('deployment.undeploy')}
          variant="secondary"
          aria-label={t('undeploy.buttonFor', {
            model: `${deployed.displayName} v${deployed.modelVersionId}`,
          })}
          onPress={() => onUndeploy(deployed)}
        >
          {t('undeploy.button')}
        </GuardedButton>
      </Cell>
    ),
  };
}
