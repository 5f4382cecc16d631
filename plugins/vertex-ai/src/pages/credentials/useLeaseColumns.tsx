import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, Flex, Link, Text } from '@backstage/ui';
import { Lease } from '@backstage-vertex/plugin-vertex-ai-common';
import { ActorName } from '../../components/ActorName';
import { PagedColumn } from '../../components/PagedTable';
import styles from '../../components/styles.module.css';
import { Timestamp } from '../../components/Timestamp';
import { Tone } from '../../components/Tone';
import { formatAbsolute } from '../../components/formatTime';
import { useLanguage } from '../../hooks/useLanguage';
import { useLinks } from '../../hooks/useLinks';
import { vertexAiTranslationRef } from '../../translation';
import { EndLeaseButton } from './EndLeaseButton';

export function useLeaseColumns(
  onEnded: (ending: string) => void,
): PagedColumn<Lease>[] {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return [
    {
      id: 'who',
      label: t('credentials.person'),
      isRowHeader: true,
      cell: lease => <Cell children={<Who lease={lease} />} />,
    },
    {
      id: 'principal',
      label: t('credentials.principal'),
      cell: lease => (
        <Cell>
          <code className={styles.mono}>{shortPrincipal(lease.principal)}</code>
        </Cell>
      ),
    },
    {
      id: 'usedFor',
      label: t('credentials.usedFor'),
      cell: lease => (
        <Cell>
          <Use lease={lease} />
        </Cell>
      ),
    },
    {
      id: 'since',
      label: t('credentials.since'),
      cell: lease => (
        <Cell>
          <Timestamp at={lease.since} />
        </Cell>
      ),
    },
    {
      id: 'until',
      label: t('credentials.until'),
      cell: lease => (
        <Cell>
          <End lease={lease} />
        </Cell>
      ),
    },
    {
      id: 'actions',
      label: t('common.actions'),
      cell: lease => (
        <Cell>
          <EndLeaseButton lease={lease} onEnded={onEnded} />
        </Cell>
      ),
    },
  ];
}

function Who(props: { lease: Lease }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { lease } = props;
  return (
    <Flex direction="column" gap="0.5">
      <ActorName actor={lease.actor} />
      <Text variant="body-small" color="secondary">
        {lease.environment} · {t('credentials.role', { role: lease.role })}
      </Text>
    </Flex>
  );
}

function Use(props: { lease: Lease }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const { usedFor, deploymentId, reason, renewable } = props.lease;
  const words = t(`credentials.use.${usedFor}`);
  return (
    <Flex direction="column" gap="0.5">
      {deploymentId ? (
        <Link href={links.deployment({ deployment: deploymentId })}>
          {words}
        </Link>
      ) : (
        <Text>
          {words}
          {renewable && ` · ${t('credentials.renewable')}`}
        </Text>
      )}
      {reason && (
        <Text variant="body-small" color="secondary">
          {reason}
        </Text>
      )}
    </Flex>
  );
}

/** Here it may be over while Google goes on taking it; that is said. */
function End(props: { lease: Lease }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const language = useLanguage();
  const { ended, until, honouredUntil } = props.lease;
  if (!ended) {
    return <Timestamp at={until} />;
  }
  const isHonoured = Date.parse(honouredUntil) > Date.now();
  return (
    <Flex direction="column" gap="0.5">
      <Tone tone="danger">{t('credentials.endedHere')}</Tone>
      {isHonoured && (
        <Text variant="body-small" color="secondary">
          {t('credentials.honoured', {
            time: formatAbsolute(honouredUntil, language),
          })}
        </Text>
      )}
    </Flex>
  );
}

/** The part that tells one from another; the pool is the same for all. */
function shortPrincipal(principal: string): string {
  return principal.replace(
    /^principal:\/\/iam\.googleapis\.com\/.*\/subject\//,
    '',
  );
}
