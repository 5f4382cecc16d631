import { Button, ButtonProps, Tooltip, TooltipTrigger } from '@backstage/ui';
import { Action, Decision } from '@backstage-vertex/plugin-vertex-ai-common';
import { useId } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { useExplainDecision } from '../hooks/useExplainDecision';
import styles from './styles.module.css';

export interface GuardedButtonProps extends ButtonProps {
  action: Action;
  /** The policy's answer for this action; undefined while it is not known, and then nothing can be pressed. */
  decision: Decision | undefined;
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
  const { action, decision, allowNeeds, ...button } = props;
  const { explain } = useExplainDecision();
  const descriptionId = useId();

  if (!decision) {
    return <Button {...button} isDisabled />;
  }
  const refusal =
    allowNeeds && decision.outcome === 'needs'
      ? undefined
      : explain(decision, action);
  if (!refusal) {
    return <Button {...button} />;
  }
  return (
    <>
      <TooltipTrigger delay={100}>
        <Button
          {...button}
          className={styles.refused}
          aria-disabled="true"
          aria-describedby={descriptionId}
          onPress={undefined}
          onClick={undefined}
          type="button"
        />
        <Tooltip>{refusal}</Tooltip>
      </TooltipTrigger>
      <VisuallyHidden id={descriptionId}>{refusal}</VisuallyHidden>
    </>
  );
}
