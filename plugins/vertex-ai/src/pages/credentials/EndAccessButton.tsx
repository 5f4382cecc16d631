import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { OwnAccess } from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { vertexAiTranslationRef } from '../../translation';
import { EndAccessDialog } from './EndAccessDialog';
import { EndChoice } from './endChoices';

/** Ends one's own access; for whoever may, anybody's, an environment's, or all. */
export function EndAccessButton(props: {
  own: OwnAccess | undefined;
  onEnded: (ending: string) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const identity = useApi(identityApiRef);
  const me = useAsync(() => identity.getBackstageIdentity(), [identity]).value
    ?.userEntityRef;
  const [asking, setAsking] = useState(false);
  const { own } = props;
  const choices: EndChoice[] = [
    ...(own?.mayEndIn.length
      ? [
          { kind: 'actor' as const },
          { kind: 'environment' as const, environments: own.mayEndIn },
        ]
      : []),
    ...(own?.mayEndEverywhere ? [{ kind: 'everything' as const }] : []),
    ...(me ? [{ kind: 'own' as const, actor: me }] : []),
  ];
  return (
    <>
      <Button
        variant="secondary"
        isDisabled={!own || choices.length === 0}
        onPress={() => setAsking(true)}
      >
        {t('endings.endAccess')}
      </Button>
      {asking && own && (
        <EndAccessDialog
          choices={choices}
          own={own}
          onClose={() => setAsking(false)}
          onEnded={props.onEnded}
        />
      )}
    </>
  );
}
