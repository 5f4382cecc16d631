import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useSearchParams } from 'react-router-dom';
import { Loaded } from '../components/Loaded';
import { PageFrame } from '../components/PageFrame';
import { useEnvironments } from '../hooks/useEnvironments';
import { useLinks } from '../hooks/useLinks';
import { vertexAiTranslationRef } from '../translation';
import { startDraft } from './draft';
import { ReviseWizard } from './ReviseWizard';
import { WizardSteps } from './WizardSteps';

/** Brings a model version onto an endpoint, or changes a request to do so that waits for approval, as the address says. */
export function DeployWizard() {
  const [params] = useSearchParams();
  const revised = params.get('revise');
  return revised ? <ReviseWizard key={revised} id={revised} /> : <NewWizard />;
}

/** Four steps; nothing happens before the last. */
function NewWizard() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const [params] = useSearchParams();
  return (
    <PageFrame
      title={t('deploy.title')}
      description={t('deploy.description')}
      href={links.deploy()}
    >
      {/* Without the environments nothing can be chosen, and nobody's access is known. */}
      <Loaded query={useEnvironments()} lines={6}>
        {environments => (
          <WizardSteps
            environments={environments}
            start={() => startDraft(Object.fromEntries(params))}
          />
        )}
      </Loaded>
    </PageFrame>
  );
}
