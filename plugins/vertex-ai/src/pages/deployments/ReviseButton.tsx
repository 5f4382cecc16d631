import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Deployment,
  DeploymentRequest,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { GuardedButton } from '../../components/GuardedButton';
import { useAccess } from '../../hooks/useAccess';
import { useLinks } from '../../hooks/useLinks';
import { vertexAiTranslationRef } from '../../translation';
import { ReviseDialog } from './ReviseDialog';

/** Lets whoever has asked for something change it while it waits for approval. Nobody else sees it, nor anybody later. */
export function ReviseButton(props: {
  deployment: Deployment;
  request: DeploymentRequest;
  /** Whether the caller has asked for it. */
  own: boolean;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { deployment, request, own } = props;
  const accessTo = useAccess(deployment.environment);
  const links = useLinks();
  const navigate = useNavigate();
  const [changing, setChanging] = useState(false);
  if (!own || deployment.phase !== 'awaitingApproval') {
    return null;
  }
  return (
    <>
      <GuardedButton
        {...accessTo(request.action)}
        allowNeeds
        variant="secondary"
        onPress={() =>
          request.action === 'deployment.create'
            ? navigate(links.deploy({ revise: deployment.id }))
            : setChanging(true)
        }
      >
        {t('revise.button')}
      </GuardedButton>
      {changing && request.action !== 'deployment.create' && (
        <ReviseDialog
          id={deployment.id}
          request={request}
          onClose={() => setChanging(false)}
        />
      )}
    </>
  );
}
