import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { digestWords } from '@backstage-vertex/plugin-vertex-ai-common';
import { CopyButton } from '../components/CopyButton';
import { vertexAiTranslationRef } from '../translation';
import { intentFields } from './intentFields';
import styles from './IntentView.module.css';
import { sentenceOf } from './sentences';
import { useSay, Voice } from './useSay';

/** An intent as a person can read and compare it: in a sentence, field by field, and its digest in words and in hex. */
export function IntentView(props: {
  intent: string;
  digest: string;
  voice?: Voice;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { intent, digest, voice = 'signing' } = props;
  const say = useSay(voice);
  return (
    <Flex direction="column" gap="4">
      <Text weight="bold">{sentenceOf(say, intent)}</Text>
      <Words digest={digest} />
      <table className={styles.fields} aria-label={t('stepUp.whole')}>
        <thead>
          <tr>
            <th scope="col">{t('stepUp.field')}</th>
            <th scope="col">{t('stepUp.value')}</th>
          </tr>
        </thead>
        <tbody>
          {intentFields(intent).map(({ path, value }) => (
            <tr key={path}>
              <th scope="row">{path}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Flex>
  );
}

function Words({ digest }: { digest: string }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <Flex direction="column" gap="1">
      <Text variant="body-small" color="secondary">
        {t('stepUp.words')}
      </Text>
      <p className={styles.words}>{digestWords(digest).join(' ')}</p>
      <Text variant="body-small" color="secondary">
        {t('stepUp.wordsAdvice')}
      </Text>
      <Flex align="center" gap="1">
        <Text variant="body-small" color="secondary">
          {t('stepUp.digest')}
        </Text>
        <CopyButton text={digest} what={t('stepUp.digest')} />
      </Flex>
      <code className={styles.digest}>{digest}</code>
    </Flex>
  );
}
