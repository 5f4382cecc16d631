import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import {
  DeploymentRequestInput,
  Preview,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { RiAlarmWarningLine } from '@remixicon/react';
import { useState } from 'react';
import { useAccess } from '../../hooks/useAccess';
import { useSubmitDeployment } from '../../hooks/useSubmitDeployment';
import { Way } from '../../hooks/way';
import { vertexAiTranslationRef } from '../../translation';
import commonStyles from '../styles.module.css';
import styles from './BreakGlass.module.css';
import { BreakGlassDialog } from './BreakGlassDialog';
import { needsOf } from './readiness';

const breakGlass: Way = { kind: 'breakGlass' };

/**
 * The way past the approvals, apart from the ordinary one. Only where approvals are demanded, and only for whoever may skip them here;
 * nobody else learns of it from the page.
 */
export function BreakGlass(props: {
  request: DeploymentRequestInput;
  preview: Preview | undefined;
  /** Whether this very request cannot be sent: it is not previewed, or a check failed. */
  isDisabled: boolean;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { request, preview, isDisabled } = props;
  const { decision } = useAccess(request.environment)('deployment.breakGlass');
  // Not in the dialog, so that an answer is heard also when that was closed.
  const submit = useSubmitDeployment(breakGlass);
  const [asking, setAsking] = useState(false);
  const requirement =
    preview?.decision.outcome === 'needs'
      ? preview.decision.requirements.find(({ kind }) => kind === 'approvals')
      : undefined;
  if (!requirement || !decision || decision.outcome === 'denied') {
    return null;
  }
  const isSigned = [
    ...needsOf(preview?.decision),
    ...needsOf(decision),
  ].includes('stepUp');
  return (
    <section className={styles.root} aria-label={t('emergency.break.title')}>
      <Flex direction="column" gap="2" align="start">
        <Text as="p" weight="bold" className={commonStyles.line}>
          {t('emergency.break.title')}
        </Text>
        <Text color="secondary">{t('emergency.break.advice')}</Text>
        <Button
          destructive
          variant="secondary"
          iconStart={<RiAlarmWarningLine />}
          isDisabled={isDisabled}
          isPending={submit.isPending}
          onPress={() => setAsking(true)}
        >
          {t('emergency.break.button')}
        </Button>
      </Flex>
      {asking && (
        <BreakGlassDialog
          request={request}
          requirement={requirement}
          isSigned={isSigned}
          submit={submit}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
