import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import { LoadingBlock } from '../../components/LoadingBlock';
import { ProblemPanel } from '../../components/ProblemPanel';
import { Section } from '../../components/Section';
import { useDeployments } from '../../hooks/useDeployments';
import { useEndpoints } from '../../hooks/useEndpoints';
import { useModels } from '../../hooks/useModels';
import { vertexAiTranslationRef } from '../../translation';
import { attentionOf } from './attention';
import styles from './Attention.module.css';
import { AttentionLine } from './AttentionLine';

/** What needs a look, put together from what can be read. What cannot be read is said, never taken for "all is well". */
export function Attention() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const failed = useDeployments({ phase: 'failed', limit: 5 });
  const models = useModels({ limit: 1 });
  const endpoints = useEndpoints({ limit: 200 });
  const queries = [failed, models, endpoints];
  const unread = queries.find(query => query.error);

  const items = attentionOf(
    {
      failed: failed.data?.items ?? [],
      endpoints: endpoints.data?.items ?? [],
      sources: [
        ...(models.data?.sources ?? []),
        ...(endpoints.data?.sources ?? []),
      ],
    },
    Date.now(),
  );
  const allRead = queries.every(query => query.isSuccess);
  return (
    <Section title={t('overview.attention')}>
      {unread && (
        <ProblemPanel
          error={unread.error}
          onRetry={() => queries.forEach(query => query.refetch())}
        />
      )}
      {items.length > 0 && (
        <ul className={styles.root}>
          {items.map((item, index) => (
            <li key={index}>
              <AttentionLine item={item} />
            </li>
          ))}
        </ul>
      )}
      {items.length === 0 && allRead && (
        <Text className={styles.calm}>
          <RiCheckLine size={18} aria-hidden="true" /> {t('overview.allWell')}
        </Text>
      )}
      {!allRead && !unread && <LoadingBlock lines={2} />}
    </Section>
  );
}
