import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiRocket2Line } from '@remixicon/react';
import { useNavigate } from 'react-router-dom';
import { useEnvironments } from '../hooks/useEnvironments';
import { DeployStart, useLinks } from '../hooks/useLinks';
import { vertexAiTranslationRef } from '../translation';
import { GuardedButton } from './GuardedButton';

/** Opens the deploy wizard with what is known already. */
export function DeployButton(props: {
  start: DeployStart & { environment: string };
  label?: string;
  variant?: 'primary' | 'secondary';
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const navigate = useNavigate();
  const environments = useEnvironments();
  const environment = environments.data?.find(
    ({ name }) => name === props.start.environment,
  );
  return (
    <GuardedButton
      action="deployment.create"
      decision={environment?.access['deployment.create']}
      source={environments}
      allowNeeds
      variant={props.variant ?? 'primary'}
      iconStart={<RiRocket2Line />}
      onPress={() => navigate(links.deploy(props.start))}
    >
      {props.label ?? t('deploy.button')}
    </GuardedButton>
  );
}
