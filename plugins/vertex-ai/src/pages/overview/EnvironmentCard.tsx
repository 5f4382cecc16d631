import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Badge, Box, Flex, Link, Text } from '@backstage/ui';
import { Environment, Source } from '@backstage-vertex/plugin-vertex-ai-common';
import { Heading } from '../../components/Heading';
import { Pairs } from '../../components/Pairs';
import styles from '../../components/styles.module.css';
import { Timestamp } from '../../components/Timestamp';
import { useExplainDecision } from '../../hooks/useExplainDecision';
import { useLinks } from '../../hooks/useLinks';
import { GoogleAccount } from '../../google/GoogleAccount';
import { usesOwnToken } from '../../google/usesOwnToken';
import { vertexAiTranslationRef } from '../../translation';
import { Tone } from '../../components/Tone';

/** One environment: where it is, who the caller is there, and whether it can be read. */
export function EnvironmentCard(props: {
  environment: Environment;
  sources: Source[];
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { environment, sources } = props;
  const links = useLinks();
  const { explain } = useExplainDecision();
  const deployRefusal = explain(
    environment.access['deployment.create'],
    'deployment.create',
  );
  return (
    <Box bg="neutral" p="4" height="100%">
      <Flex direction="column" gap="3">
        <Heading>{environment.title}</Heading>
        <Pairs
          items={[
            [t('overview.yourRoles'), <Roles environment={environment} />],
            [t('overview.project'), <code>{environment.project}</code>],
            [t('filters.location'), environment.locations.join(', ')],
            [
              t('overview.strategy'),
              t(`overview.strategyName.${environment.strategy}`),
            ],
            [
              t('overview.googleSees'),
              t(`overview.googleSeesName.${environment.googleSees}`),
            ],
            [
              t('google.account'),
              usesOwnToken(environment) && <GoogleAccount />,
            ],
            [t('overview.sources'), <Health sources={sources} />],
          ]}
        />
        {deployRefusal && (
          <Text variant="body-small" color="secondary">
            {deployRefusal}
          </Text>
        )}
        <Flex gap="3" className={styles.wrap}>
          <Link href={`${links.models()}?environment=${environment.name}`}>
            {t('models.title')}
          </Link>
          <Link href={`${links.endpoints()}?environment=${environment.name}`}>
            {t('endpoints.title')}
          </Link>
          <Link href={links.deployments({ environment: environment.name })}>
            {t('deployments.title')}
          </Link>
        </Flex>
      </Flex>
    </Box>
  );
}

function Roles(props: { environment: Environment }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { roles } = props.environment;
  return roles.length === 0 ? (
    <>{t('overview.noRole')}</>
  ) : (
    <Flex gap="1" className={styles.wrap}>
      {roles.map(role => (
        <Badge key={role}>{role}</Badge>
      ))}
    </Flex>
  );
}

function Health(props: { sources: Source[] }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  if (props.sources.length === 0) {
    return <>{t('overview.sourceUnknown')}</>;
  }
  return (
    <ul className={styles.plainList}>
      {props.sources.map(source => (
        <li key={source.location}>
          {source.location}:{' '}
          {source.problem ? (
            <Tone tone="warning">{t('overview.sourceProblem')}</Tone>
          ) : (
            t('overview.sourceFine')
          )}
          {source.observedAt && (
            <>
              {' '}
              · <Timestamp at={source.observedAt} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
