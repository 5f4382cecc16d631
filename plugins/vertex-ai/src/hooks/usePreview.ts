import { DeploymentRequestInput } from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { contentOf } from './requestKeys';
import { useVertexQuery } from './useVertexQuery';

/** Pause in typing after which a changed request is previewed. */
const SETTLED_AFTER_MS = 300;

/**
 * What a request would do. Not read until there is one.
 *
 * While the request changes, the last preview stays on the page; `current` says whether what is shown is the present preview of
 * this very request.
 */
export function usePreview(request: DeploymentRequestInput | undefined) {
  const content = contentOf(request);
  const [settled, setSettled] = useState(request);
  useDebounce(() => setSettled(request), SETTLED_AFTER_MS, [content]);
  const query = useVertexQuery({
    key: ['preview', settled],
    read: (client, signal) => client.previewDeployment(settled!, signal),
    enabled: settled !== undefined,
    keepPrevious: true,
  });
  const isSettled = contentOf(settled) === content;
  return {
    query,
    /** Whether an answer is on its way. */
    isPending: !isSettled || query.isFetching,
    current:
      isSettled &&
      query.isSuccess &&
      !query.isFetching &&
      !query.isPlaceholderData
        ? query.data
        : undefined,
  };
}
