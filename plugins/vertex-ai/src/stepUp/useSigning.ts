import {
  RouteBody,
  Routes,
  StepUpChallenge,
  StepUpSubjectInput,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { startAuthentication } from '@simplewebauthn/browser';
import { useEffect } from 'react';
import { useVertexMutation } from '../hooks/useVertexMutation';
import { KeyFailure, withKey } from './keyFailure';

type Answer = RouteBody<Routes['answerStepUpChallenge']>['response'];

/** Asks for a challenge over a subject, and has it signed. */
export function useSigning(
  subject: StepUpSubjectInput,
  onSigned: (grant: string) => void,
) {
  const challenge = useVertexMutation(
    (client, about: StepUpSubjectInput) =>
      client.createStepUpChallenge({ subject: about }),
    [],
  );
  const answer = useVertexMutation(
    async (client, { challengeId, options }: StepUpChallenge) => {
      const response = await withKey(() =>
        startAuthentication({ optionsJSON: options }),
      );
      return client.answerStepUpChallenge(challengeId, {
        response: response as unknown as Answer,
      });
    },
    ['securityKeys'],
  );
  const { mutate } = challenge;
  // One subject for as long as this is there.
  useEffect(() => mutate(subject), []); // eslint-disable-line react-hooks/exhaustive-deps

  // The server takes one answer only; what the browser did not do can be tried again.
  const isUsedUp =
    answer.error !== null && !(answer.error instanceof KeyFailure);
  return {
    challenge: challenge.data,
    isLoading: challenge.isPending,
    isSigning: answer.isPending,
    error: challenge.error ?? answer.error,
    canSign: challenge.isSuccess && !isUsedUp,
    sign: () =>
      challenge.data &&
      answer.mutate(challenge.data, {
        onSuccess: ({ grant }) => onSigned(grant),
      }),
    again: () => {
      answer.reset();
      mutate(subject);
    },
  };
}
