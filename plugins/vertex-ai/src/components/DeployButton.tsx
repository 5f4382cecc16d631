import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiRocket2Line } from '@remixicon/react';
import { useNavigate } from 'react-router-dom';
import { useAccess } from '../hooks/useAccess';
import { DeployStart, useLinks } from '../hooks/useLinks';
import { vertexAiTranslationRef } from '../translation';
import { GuardedButton } from './GuardedButton';

/** Opens the deploy wizard with what is known already. */
export function DeployButton(props: {
  start: DeployStart & { environment: string };
  label?: string;
  variant?: 'primary' | 'secondary';
  /** Why it cannot be deployed, whoever asks. */
  obstacle?: string;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const navigate = useNavigate();
  const accessTo = useAccess(props.start.environment);
  return (
    <GuardedButton
      {...accessTo('deployment.create')}
      obstacle={props.obstacle}
      allowNeeds
      variant={props.variant ?? 'primary'}
      iconStart={<RiRocket2Line />}
      onPress={() => navigate(links.deploy(props.start))}
    >
      {props.label ?? t('deploy.button')}
    </GuardedButton>
  );
}
