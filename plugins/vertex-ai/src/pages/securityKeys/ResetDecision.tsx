import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { KeyReset } from '@backstage-vertex/plugin-vertex-ai-common';
import { useIdentity } from '../../hooks/useIdentity';
import { useSecurityKeys } from '../../hooks/useSecurityKeys';
import { useVertexMutation } from '../../hooks/useVertexMutation';
import { StepUpProblem } from '../../stepUp/StepUpProblem';
import { isCancelled, StepUp } from '../../stepUp/useStepUp';
import { vertexAiTranslationRef } from '../../translation';

type Decision = 'approve' | 'reject' | 'withdraw';

/** What oneself can do about an open request: agree to another's, refuse it, or take the own one back. */
export function ResetDecision(props: {
  reset: KeyReset;
  isAdministrator: boolean;
  sign: StepUp['sign'];
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { reset, isAdministrator, sign } = props;
  const me = useIdentity();
  const keys = useSecurityKeys();
  const decide = useVertexMutation(
    async (client, decision: Decision) => {
      const isSigned = decision === 'approve' && keys.data?.stepUpToAdd;
      return client.decideKeyReset(
        reset.id,
        { decision },
        {
          stepUp: isSigned
            ? await sign({ kind: 'resetKeys', reset: reset.id })
            : undefined,
        },
      );
    },
    ['keyResets', 'securityKeys'],
  );
  return (
    <Flex direction="column" gap="2">
      <Flex gap="1">
        {decisionsOf(reset, { me, isAdministrator }).map(decision => (
          <Button
            key={decision}
            size="small"
            variant={decision === 'approve' ? 'primary' : 'secondary'}
            isPending={decide.isPending && decide.variables === decision}
            onPress={() => decide.mutate(decision)}
          >
            {t(`securityKeys.${decision}`)}
          </Button>
        ))}
      </Flex>
      {decide.error && !isCancelled(decide.error) && (
        <StepUpProblem error={decide.error} />
      )}
    </Flex>
  );
}

/** The server decides; this only leaves out what it would refuse in any case. */
function decisionsOf(
  { requestedBy, person }: KeyReset,
  { me, isAdministrator }: { me?: string; isAdministrator: boolean },
): Decision[] {
  if (me === requestedBy) {
    return ['withdraw'];
  }
  return isAdministrator && me !== person ? ['approve', 'reject'] : ['reject'];
}
