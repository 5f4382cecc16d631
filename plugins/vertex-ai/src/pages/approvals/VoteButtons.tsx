import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import {
  ApprovalDetail,
  VoteVerdict,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { GuardedButton } from '../../components/GuardedButton';
import { useAccess } from '../../hooks/useAccess';
import { vertexAiTranslationRef } from '../../translation';
import { CancelButton } from '../deployments/CancelButton';
import { ReviseButton } from '../deployments/ReviseButton';
import { useObstacleText } from './useObstacleText';
import { VoteDialog } from './VoteDialog';

/** What the caller can do about a request that waits: vote, take the own vote back, or withdraw the own request. */
export function VoteButtons(props: { approval: ApprovalDetail }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { approval } = props;
  const { deployment, obstacle } = approval;
  const accessTo = useAccess(deployment.environment);
  const textOf = useObstacleText();
  // Of what was seen when the dialog was opened; a vote is about that, whatever is read meanwhile.
  const [voting, setVoting] = useState<{
    verdict: VoteVerdict;
    shown: ApprovalDetail;
  }>();
  if (deployment.phase !== 'awaitingApproval') {
    return null;
  }
  const begin = (verdict: VoteVerdict) => () =>
    setVoting({ verdict, shown: approval });
  const hasApproved = obstacle?.code === 'alreadyApproved';
  const why = textOf(approval);
  return (
    <Flex gap="2">
      {hasApproved && (
        <Button variant="secondary" onPress={begin('withdraw')}>
          {t('approvals.withdrawVote')}
        </Button>
      )}
      <GuardedButton
        {...accessTo('approval.vote')}
        obstacle={hasApproved ? undefined : why}
        variant="secondary"
        onPress={begin('reject')}
      >
        {t('approvals.reject')}
      </GuardedButton>
      <GuardedButton
        {...accessTo('approval.vote')}
        obstacle={why}
        onPress={begin('approve')}
      >
        {t('approvals.approve')}
      </GuardedButton>
      <ReviseButton {...approval} />
      {approval.own && <CancelButton deployment={deployment} />}
      {voting && (
        <VoteDialog {...voting} onClose={() => setVoting(undefined)} />
      )}
    </Flex>
  );
}
