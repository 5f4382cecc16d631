import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { vertexAiTranslationRef } from '../translation';
import { CopyButton } from './CopyButton';
import styles from './styles.module.css';

/** The id that ties a request to its credential, its Google calls and its audit entries, ready to be copied. */
export function CorrelationId(props: { value: string }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <Flex align="center" gap="1" className={styles.wrap}>
      <Text as="span" variant="body-small">
        {t('common.correlationId')}
      </Text>
      <code className={styles.inlineCode}>{props.value}</code>
      <CopyButton text={props.value} what={t('common.correlationId')} />
    </Flex>
  );
}
