import { Action, Preview } from '@backstage-vertex/plugin-vertex-ai-common';
import { UseQueryResult } from '@tanstack/react-query';
import { Loaded } from '../Loaded';
import { CheckList } from '../CheckList';
import { DecisionNote } from './DecisionNote';
import { PreviewDiff } from './PreviewDiff';

/** A preview in short, for a dialog: what stands in the way, what would run, and the checks. */
export function ChangePreview(props: {
  action: Action;
  query: UseQueryResult<Preview>;
}) {
  return (
    <Loaded query={props.query} lines={3}>
      {preview => (
        <>
          {preview.decision.outcome !== 'allowed' && (
            <DecisionNote
              action={props.action}
              decision={preview.decision}
              request={preview.request}
            />
          )}
          <PreviewDiff preview={preview} />
          <CheckList checks={preview.checks} />
        </>
      )}
    </Loaded>
  );
}
