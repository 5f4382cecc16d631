import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import styles from '../components/styles.module.css';
import { vertexAiTranslationRef } from '../translation';
import { GoogleSignInButton } from './GoogleSignInButton';
import { useGoogleSession } from './useGoogleSession';

/** Who the person is at Google, with the way in and out. */
export function GoogleAccount() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { session, signOut } = useGoogleSession();
  if (!session.data) {
    return <Text color="secondary">{t('google.looking')}</Text>;
  }
  const { email, hasCloudAccess } = session.data;
  if (!email) {
    return (
      <Flex direction="column" gap="2" align="start">
        <Text>{t('google.signedOut')}</Text>
        <GoogleSignInButton />
      </Flex>
    );
  }
  return (
    <Flex direction="column" gap="2" align="start">
      <Text>{t('google.signedIn', { email })}</Text>
      {!hasCloudAccess && <Text>{t('google.withoutAccess')}</Text>}
      <Flex gap="2" className={styles.wrap}>
        {!hasCloudAccess && <GoogleSignInButton />}
        <Button
          variant="secondary"
          size="small"
          isPending={signOut.isPending}
          onPress={() => signOut.mutate()}
        >
          {t('google.signOut')}
        </Button>
      </Flex>
      {signOut.error && <Text role="alert">{t('google.notRevoked')}</Text>}
    </Flex>
  );
}
