import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import useAsync from 'react-use/esm/useAsync';

/** Entity ref of the person who is signed in; undefined until it is known. */
export function useIdentity(): string | undefined {
  const identity = useApi(identityApiRef);
  const { value } = useAsync(
    async () => (await identity.getBackstageIdentity()).userEntityRef,
    [identity],
  );
  return value;
}
