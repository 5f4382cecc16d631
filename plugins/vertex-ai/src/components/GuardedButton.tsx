import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonProps, Tooltip, TooltipTrigger } from '@backstage/ui';
import { Action, Decision } from '@backstage-vertex/plugin-vertex-ai-common';
import { useId } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { useExplainDecision } from '../hooks/useExplainDecision';
import { vertexAiTranslationRef } from '../translation';
import { classifyError } from './classifyError';
import styles from './styles.module.css';

export interface GuardedButtonProps extends ButtonProps {
  action: Action;
  /** The policy's answer for this action; undefined while it is not known, and then nothing can be pressed. */
  decision: Decision | undefined;
  /** Where the answer comes from. What went wrong there is said instead of it, and pressing the button asks again. */
  source?: { error: unknown; refetch: () => unknown };
  /** Leads to a page that shows the requirements instead of acting at once. */
  allowNeeds?: boolean;
}

/**
 * A button for an action that the policy may refuse.
 *
 * A refused one stays in place and keeps its focus, so that everybody can find out why: by pointing at it, by focusing
 * it, or with a screen reader.
 */
export function GuardedButton(props: GuardedButtonProps) {
  const { action, decision, source, allowNeeds, ...button } = props;
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { explain } = useExplainDecision();

  if (!decision && source?.error) {
    const { kind } = classifyError(source.error);
    return (
      <RefusedButton
        {...button}
        refusal={t('access.unread', {
          title: t(`problem.title.${kind}`),
          advice: t(`problem.advice.${kind}`),
        })}
        onPress={() => source.refetch()}
      />
    );
  }
  if (!decision) {
    return <Button {...button} isDisabled />;
  }
  const refusal =
    allowNeeds && decision.outcome === 'needs'
      ? undefined
      : explain(decision, action);
  return refusal ? (
    <RefusedButton {...button} refusal={refusal} onPress={undefined} />
  ) : (
    <Button {...button} />
  );
}

function RefusedButton({
  refusal,
  ...button
}: ButtonProps & { refusal: string }) {
  const descriptionId = useId();
  return (
    <>
      <TooltipTrigger delay={100}>
        <Button
          {...button}
          className={styles.refused}
          aria-disabled={button.onPress ? undefined : 'true'}
          aria-describedby={descriptionId}
          onClick={undefined}
          type="button"
        />
        <Tooltip>{refusal}</Tooltip>
      </TooltipTrigger>
      <VisuallyHidden id={descriptionId}>{refusal}</VisuallyHidden>
    </>
  );
}
