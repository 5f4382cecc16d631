import { DeploymentRequestInput } from '@backstage-vertex/plugin-vertex-ai-common';
import { usePreview } from '../../hooks/usePreview';
import { Loaded } from '../Loaded';
import { CheckList } from './CheckList';
import { DecisionNote } from './DecisionNote';
import { TrafficDiff } from './TrafficDiff';

/** A preview in short, for a dialog: what stands in the way, what would run, and the checks. */
export function ChangePreview(props: { request: DeploymentRequestInput }) {
  const { request } = props;
  const query = usePreview(request);
  return (
    <Loaded query={query} lines={3}>
      {preview => (
        <>
          {preview.decision.outcome !== 'allowed' && (
            <DecisionNote action={request.action} decision={preview.decision} />
          )}
          <TrafficDiff preview={preview} />
          <CheckList checks={preview.checks} />
        </>
      )}
    </Loaded>
  );
}
