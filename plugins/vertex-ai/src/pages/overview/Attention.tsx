import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Link, Text } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import { LoadingBlock } from '../../components/LoadingBlock';
import { ProblemPanel } from '../../components/ProblemPanel';
import { Section } from '../../components/Section';
import { useLinks } from '../../hooks/useLinks';
import { vertexAiTranslationRef } from '../../translation';
import styles from './Attention.module.css';
import { AttentionLine } from './AttentionLine';
import { useAttention } from './useAttention';

/** What needs a look, put together from what can be read. What cannot be read is said, never taken for "all is well". */
export function Attention() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const attention = useAttention();
  const { items, error, allRead, lookedThrough } = attention;
  return (
    <Section title={t('overview.attention')}>
      <Flex direction="column" gap="3">
        {error && <ProblemPanel error={error} onRetry={attention.retry} />}
        {items.length > 0 && (
          <ul className={styles.root}>
            {items.map((item, index) => (
              <li key={index}>
                <AttentionLine item={item} />
              </li>
            ))}
          </ul>
        )}
        {items.length === 0 && allRead && !lookedThrough && (
          <Text className={styles.calm}>
            <RiCheckLine size={18} aria-hidden="true" /> {t('overview.allWell')}
          </Text>
        )}
        {!allRead && !error && <LoadingBlock lines={2} />}
        <Rest {...attention} />
      </Flex>
    </Section>
  );
}

/** What is not shown here, and where it is. */
function Rest(props: {
  moreFailed: boolean;
  lookedThrough: number | undefined;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  return (
    <>
      {props.moreFailed && (
        <Link href={links.deployments({ phase: 'failed' })}>
          {t('overview.allFailed')}
        </Link>
      )}
      {props.lookedThrough && (
        <Text>
          {t('overview.lookedThrough', { count: props.lookedThrough })}{' '}
          <Link href={links.endpoints()}>{t('overview.allEndpoints')}</Link>
        </Text>
      )}
    </>
  );
}
