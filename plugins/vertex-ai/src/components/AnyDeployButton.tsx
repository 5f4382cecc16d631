import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiRocket2Line } from '@remixicon/react';
import { useNavigate } from 'react-router-dom';
import { bestDecision } from '../hooks/bestDecision';
import { useEnvironments } from '../hooks/useEnvironments';
import { useLinks } from '../hooks/useLinks';
import { vertexAiTranslationRef } from '../translation';
import { GuardedButton } from './GuardedButton';

/** Opens the deploy wizard with nothing chosen. Refused only where every environment refuses. */
export function AnyDeployButton() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const environments = useEnvironments();
  const links = useLinks();
  const navigate = useNavigate();
  return (
    <GuardedButton
      action="deployment.create"
      decision={
        environments.data &&
        bestDecision(environments.data, 'deployment.create')
      }
      source={environments}
      allowNeeds
      iconStart={<RiRocket2Line />}
      onPress={() => navigate(links.deploy())}
    >
      {t('deploy.any')}
    </GuardedButton>
  );
}
