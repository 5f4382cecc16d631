import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { Ending } from '@backstage-vertex/plugin-vertex-ai-common';
import { EmptyState } from '../../components/EmptyState';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import styles from '../../components/styles.module.css';
import { Timestamp } from '../../components/Timestamp';
import { useEndings } from '../../hooks/useEndings';
import { useEndingWords } from '../../hooks/useEndingWords';
import { vertexAiTranslationRef } from '../../translation';
import { RestoreButton } from './RestoreButton';

/** The endings that hold, for whoever may lift them. */
export function Endings(props: { onShow: (ending: string) => void }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const endings = useEndings(true);
  return (
    <Section title={t('endings.title')}>
      <Loaded query={endings} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('endings.none')}>
              {t('endings.noneAdvice')}
            </EmptyState>
          ) : (
            <ul className={`${styles.plainList} ${styles.reasons}`}>
              {items.map(ending => (
                <li key={ending.id}>
                  <EndingLine ending={ending} onShow={props.onShow} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function EndingLine(props: {
  ending: Ending;
  onShow: (ending: string) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const wordsOf = useEndingWords();
  const { ending } = props;
  return (
    <Flex justify="between" align="center" gap="3" className={styles.wrap}>
      <Flex direction="column" gap="0.5">
        <Text weight="bold" className={styles.name}>
          {wordsOf(ending)}
        </Text>
        <Text variant="body-small" color="secondary">
          {ending.reason} · {t('endings.by', { actor: ending.by })} ·{' '}
          <Timestamp at={ending.at} />
        </Text>
      </Flex>
      <Flex gap="2" className={styles.wrap}>
        <Button
          variant="secondary"
          size="small"
          onPress={() => props.onShow(ending.id)}
        >
          {t('endings.show')}
        </Button>
        <RestoreButton ending={ending} />
      </Flex>
    </Flex>
  );
}
