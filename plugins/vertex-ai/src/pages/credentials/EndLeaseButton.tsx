import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { Lease } from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { vertexAiTranslationRef } from '../../translation';
import { EndAccessDialog } from './EndAccessDialog';

/** Ends one credential, after a question. Nothing for one that is over here. */
export function EndLeaseButton(props: {
  lease: Lease;
  onEnded: (ending: string) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const [asking, setAsking] = useState(false);
  const { lease } = props;
  const { actor, environment } = lease;
  if (lease.ended) {
    return null;
  }
  return (
    <>
      <Button
        variant="secondary"
        size="small"
        aria-label={t('credentials.endLeaseLabel', { actor, environment })}
        onPress={() => setAsking(true)}
      >
        {t('credentials.endLease')}
      </Button>
      {asking && (
        <EndAccessDialog
          choices={[
            { kind: 'lease', lease },
            { kind: 'actor', actor, environment },
          ]}
          onClose={() => setAsking(false)}
          onEnded={props.onEnded}
        />
      )}
    </>
  );
}
