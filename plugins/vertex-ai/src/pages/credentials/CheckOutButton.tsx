import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Tooltip, TooltipTrigger } from '@backstage/ui';
import { Environment } from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import styles from '../../components/styles.module.css';
import { useEnvironments } from '../../hooks/useEnvironments';
import { vertexAiTranslationRef } from '../../translation';
import { CheckOutDialog } from './CheckOutDialog';

/** Takes a credential out of the portal, where an environment allows it to one of the person's roles. */
export function CheckOutButton() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const environments = useEnvironments();
  const [asking, setAsking] = useState(false);
  const offered = (environments.data ?? []).filter(
    environment =>
      environment.access['credential.checkout'].outcome !== 'denied' &&
      rolesToCheckOut(environment).length > 0,
  );
  const isRefused = environments.isSuccess && offered.length === 0;
  return (
    <>
      <TooltipTrigger delay={100} isDisabled={!isRefused}>
        <Button
          isDisabled={!environments.isSuccess}
          {...(isRefused && {
            className: styles.refused,
            'aria-disabled': 'true' as const,
          })}
          onPress={() => !isRefused && setAsking(true)}
        >
          {t('credentials.checkOut')}
        </Button>
        <Tooltip>{t('credentials.checkOutNowhere')}</Tooltip>
      </TooltipTrigger>
      {asking && (
        <CheckOutDialog
          environments={offered}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** Of the roles that can be taken out those that the person holds. */
export function rolesToCheckOut({ checkout, roles }: Environment) {
  return (checkout?.roles ?? []).filter(role => roles.includes(role));
}
