import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { vertexAiTranslationRef } from '../translation';
import { CopyButton } from './CopyButton';
import styles from './styles.module.css';

/** The id that ties a request to its credential, its Google calls and its audit entries, ready to be copied. */
export function CorrelationId(props: {
  value: string;
  /** Where a label stands beside it already. */
  bare?: boolean;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <Flex align="center" gap="1" className={styles.wrap}>
      {!props.bare && (
        <span className={styles.small}>{t('common.correlationId')}</span>
      )}
      <code className={styles.inlineCode}>{props.value}</code>
      <CopyButton text={props.value} what={t('common.correlationId')} />
    </Flex>
  );
}
