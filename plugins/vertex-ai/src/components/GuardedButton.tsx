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
  source?: { error: unknown; isSuccess: boolean; refetch: () => unknown };
  /** Why it cannot be done besides what the policy says. */
  obstacle?: string;
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
  const { action, decision, source, obstacle, allowNeeds, ...button } = props;
  const refusal = useRefusal(props);
  const descriptionId = useId();
  // Without an answer, pressing asks for one again.
  const refused =
    !decision && source?.error
      ? { onPress: () => source.refetch() }
      : { onPress: undefined, 'aria-disabled': 'true' as const };
  // Always the same elements: another one in its place would lose the focus when the answer comes or changes.
  return (
    <>
      <TooltipTrigger delay={100} isDisabled={!refusal}>
        <Button
          {...button}
          isDisabled={button.isDisabled || (!decision && !refusal)}
          {...(refusal && {
            className: styles.refused,
            'aria-describedby': descriptionId,
            onClick: undefined,
            type: 'button',
            ...refused,
          })}
        />
        <Tooltip>{refusal}</Tooltip>
      </TooltipTrigger>
      {refusal && <VisuallyHidden id={descriptionId}>{refusal}</VisuallyHidden>}
    </>
  );
}

/** Why a button cannot be pressed; undefined when it can, and while that is not known. */
function useRefusal(props: GuardedButtonProps): string | undefined {
  const { action, decision, source, obstacle, allowNeeds } = props;
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { explain } = useExplainDecision();
  if (decision) {
    const needs = allowNeeds && decision.outcome === 'needs';
    return (needs ? undefined : explain(decision, action)) ?? obstacle;
  }
  if (source?.error) {
    const { kind } = classifyError(source.error);
    return t('access.unread', {
      title: t(`problem.title.${kind}`),
      advice: t(`problem.advice.${kind}`),
    });
  }
  return source?.isSuccess ? t('access.noEnvironment') : undefined;
}
