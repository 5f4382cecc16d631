import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, ColumnConfig } from '@backstage/ui';
import {
  Decision,
  DeployedModel,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { GuardedButton } from '../../components/GuardedButton';
import { vertexAiTranslationRef } from '../../translation';

/** The column with the button that takes a deployed model off. */
export function useUndeployColumn(
  decision: Decision | undefined,
  onUndeploy: (deployedModel: DeployedModel) => void,
): ColumnConfig<DeployedModel> {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return {
    id: 'actions',
    label: t('common.actions'),
    cell: deployed => (
      <Cell>
        <GuardedButton
          action="deployment.undeploy"
          decision={decision}
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
