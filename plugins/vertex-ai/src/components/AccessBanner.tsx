import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Container, Flex, Text } from '@backstage/ui';
import { useEndingWords } from '../hooks/useEndingWords';
import { useOwnAccess } from '../hooks/useOwnAccess';
import { vertexAiTranslationRef } from '../translation';

/** Tells on every page that the person's access was ended, within seconds, and by whom. Nothing while it was not. */
export function AccessBanner() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const wordsOf = useEndingWords();
  const endings = useOwnAccess().data?.endings ?? [];
  if (endings.length === 0) {
    return null;
  }
  return (
    <Container pt="4">
      <Alert
        icon
        role="alert"
        status="danger"
        title={t('endings.bannerTitle')}
        description={
          <Flex direction="column" gap="2">
            {endings.map(ending => (
              <Text key={ending.id}>
                {wordsOf(ending)} — {ending.reason}
              </Text>
            ))}
            <Text>
              {t('endings.bannerAdvice', {
                actor: [...new Set(endings.map(({ by }) => by))].join(', '),
              })}
            </Text>
          </Flex>
        }
      />
    </Container>
  );
}
