import { StepUpSubjectInput } from '@backstage-vertex/plugin-vertex-ai-common';
import { ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { StepUpDialog } from './StepUpDialog';

/** The person has closed the dialog; that is no failure to tell anybody of. */
export class StepUpCancelled extends Error {
  constructor() {
    super('not signed');
    this.name = 'StepUpCancelled';
  }
}

/** Whether somebody changed their mind, which needs no message. */
export function isCancelled(error: Error | null | undefined): boolean {
  return error?.name === 'StepUpCancelled';
}

export interface StepUp {
  /**
   * Shows a subject and has it signed.
   *
   * @returns the grant, for the option `stepUp` of the client
   * @throws StepUpCancelled
   */
  sign: (subject: StepUpSubjectInput) => Promise<string>;
  /** Has to be rendered by whoever asks; nothing while nobody is asked. */
  dialog: ReactNode;
}

interface Asked {
  subject: StepUpSubjectInput;
  settle: (outcome: { grant: string } | 'cancelled') => void;
}

/** Has a person sign what a page is going to ask for. */
export function useStepUp(): StepUp {
  const [asked, setAsked] = useState<Asked>();
  const open = useRef<Asked>();
  const sign = useCallback(
    (subject: StepUpSubjectInput) =>
      new Promise<string>((resolve, reject) => {
        const asking: Asked = {
          subject,
          settle: outcome => {
            open.current = undefined;
            setAsked(undefined);
            if (outcome === 'cancelled') {
              reject(new StepUpCancelled());
            } else {
              resolve(outcome.grant);
            }
          },
        };
        open.current = asking;
        setAsked(asking);
      }),
    [],
  );
  // Whoever leaves the page has not signed.
  useEffect(() => () => open.current?.settle('cancelled'), []);
  return {
    sign,
    dialog: asked && (
      <StepUpDialog
        subject={asked.subject}
        onSigned={grant => asked.settle({ grant })}
        onCancel={() => asked.settle('cancelled')}
      />
    ),
  };
}
