import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Text, TextField } from '@backstage/ui';
import { RiKey2Line } from '@remixicon/react';
import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { FormEvent, useState } from 'react';
import { vertexAiTranslationRef } from '../translation';
import styles from './RegisterKey.module.css';
import { StepUpProblem } from './StepUpProblem';
import { useRegisterKey } from './useRegisterKey';
import { isCancelled, StepUp } from './useStepUp';

/** The form in which a key gets its name and is registered. Without `sign` only the first one can be. */
export function RegisterKey(props: { sign?: StepUp['sign'] }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const [name, setName] = useState('');
  const register = useRegisterKey(props.sign);
  if (!browserSupportsWebAuthn()) {
    return (
      <Alert
        icon
        status="danger"
        title={t('stepUp.unsupported')}
        description={t('stepUp.unsupportedAdvice')}
      />
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    register.mutate(name.trim(), { onSuccess: () => setName('') });
  };
  return (
    <form onSubmit={submit}>
      <Flex direction="column" gap="3">
        <Text color="secondary">{t('securityKeys.registerAdvice')}</Text>
        <Flex align="end" gap="2" className={styles.row}>
          <TextField
            className={styles.name}
            label={t('securityKeys.name')}
            description={t('securityKeys.nameDescription')}
            maxLength={64}
            value={name}
            onChange={setName}
          />
          <Button
            type="submit"
            iconStart={<RiKey2Line />}
            isDisabled={!name.trim()}
            isPending={register.isPending}
          >
            {t('securityKeys.registerButton')}
          </Button>
        </Flex>
        {register.error && !isCancelled(register.error) && (
          <StepUpProblem error={register.error} />
        )}
        {register.data && !register.isPending && (
          <Text role="status">
            {t('securityKeys.registered', { name: register.data.name })}
          </Text>
        )}
      </Flex>
    </form>
  );
}
