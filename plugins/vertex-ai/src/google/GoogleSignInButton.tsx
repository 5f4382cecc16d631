import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { vertexAiTranslationRef } from '../translation';
import { useGoogleSession } from './useGoogleSession';

/** Opens Google's page in a window of its own, and says what went wrong there. */
export function GoogleSignInButton() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { signIn } = useGoogleSession();
  return (
    <Flex direction="column" gap="2" align="start">
      <Button
        variant="secondary"
        size="small"
        isPending={signIn.isPending}
        onPress={() => signIn.mutate()}
      >
        {t('google.signIn')}
      </Button>
      {signIn.error && (
        <Text role="alert">
          {t('google.failed', { reason: signIn.error.message })}
        </Text>
      )}
    </Flex>
  );
}
