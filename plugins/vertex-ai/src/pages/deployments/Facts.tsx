import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { DeploymentDetail } from '@backstage-vertex/plugin-vertex-ai-common';
import { CorrelationId } from '../../components/CorrelationId';
import { EntityLink } from '../../components/EntityLink';
import { Pairs } from '../../components/Pairs';
import { Timestamp } from '../../components/Timestamp';
import { useLinks } from '../../hooks/useLinks';
import { Signature } from '../../stepUp/Signature';
import { vertexAiTranslationRef } from '../../translation';

/** The rest of what is recorded, with links to what it touched. */
export function Facts(props: { deployment: DeploymentDetail }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { deployment } = props;
  return (
    <Pairs
      items={[
        [t('endpoints.model'), <ModelLink deployment={deployment} />],
        [t('models.version'), deployment.modelVersionId],
        [t('deployments.endpointId'), <EndpointLink deployment={deployment} />],
        [t('deployments.deployedModel'), deployment.deployedModelId],
        [t('deployments.entities'), <Entities deployment={deployment} />],
        [t('deployments.reason'), deployment.request.reason],
        [t('deployments.role'), deployment.role],
        [
          t('deployments.signature'),
          deployment.evidenceId && (
            <Signature
              evidenceId={deployment.evidenceId}
              signer={deployment.requestedBy}
              environment={deployment.environment}
            />
          ),
        ],
        [t('preview.intentDigest'), <code>{deployment.intentDigest}</code>],
        [
          t('deployments.finished'),
          deployment.finishedAt && (
            <Timestamp at={deployment.finishedAt} absolute />
          ),
        ],
        [
          t('common.correlationId'),
          <CorrelationId value={deployment.correlationId} bare />,
        ],
      ]}
    />
  );
}

function ModelLink(props: { deployment: DeploymentDetail }) {
  const links = useLinks();
  const { environment, location, modelId, modelDisplayName } = props.deployment;
  return modelId ? (
    <Link href={links.model({ environment, location, model: modelId })}>
      {modelDisplayName ?? modelId}
    </Link>
  ) : (
    <>–</>
  );
}

function EndpointLink(props: { deployment: DeploymentDetail }) {
  const links = useLinks();
  const { environment, location, endpointId, endpointDisplayName } =
    props.deployment;
  return endpointId ? (
    <Link
      href={links.endpoint({ environment, location, endpoint: endpointId })}
    >
      {endpointDisplayName ?? endpointId}
    </Link>
  ) : (
    <>{endpointDisplayName ?? '–'}</>
  );
}

function Entities(props: { deployment: DeploymentDetail }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { entityRef, modelEntityRef, endpointEntityRef } = props.deployment;
  const refs = [entityRef, modelEntityRef, endpointEntityRef].filter(
    (ref): ref is string => ref !== undefined,
  );
  if (refs.length === 0) {
    return <>{t('deployments.notInCatalog')}</>;
  }
  return (
    <>
      {refs.map(ref => (
        <div key={ref}>
          <EntityLink entityRef={ref} />
        </div>
      ))}
    </>
  );
}
