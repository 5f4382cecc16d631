import { useApi } from '@backstage/frontend-plugin-api';
import { useMutation, useQuery } from '@tanstack/react-query';
import { vertexAiApiRef } from '../api';
import { queryClientFor } from '../hooks/queryClient';
import { CLOUD_PLATFORM, vertexAiGoogleAuthApiRef } from './googleAuth';

const KEY = ['googleSession'];

/** Who the person is at Google, as far as this page knows. */
export interface GoogleSession {
  /** Absent when nobody is signed in. */
  email?: string;
  /** Whether the person has let the portal use Google Cloud; one can sign in and untick that. */
  hasCloudAccess: boolean;
}

/** The person's session at Google, and how it begins and ends. What was read without it, or with it, is read again then. */
export function useGoogleSession() {
  const auth = useApi(vertexAiGoogleAuthApiRef);
  const queries = queryClientFor(useApi(vertexAiApiRef));
  const session = useQuery<GoogleSession>(
    {
      queryKey: KEY,
      queryFn: async () => {
        const profile = await auth.getProfile({ optional: true });
        const token =
          profile &&
          (await auth.getAccessToken(CLOUD_PLATFORM, { optional: true }));
        return { email: profile?.email, hasCloudAccess: Boolean(token) };
      },
      // Not by the session's own signals: looking for access that is missing ends a session and begins it again, and would never rest.
      staleTime: 60_000,
    },
    queries,
  );
  const readAgain = () => queries.invalidateQueries();
  const signIn = useMutation<unknown, Error, void>(
    {
      mutationFn: async () => {
        // Whoever asks for another session has one that does not do.
        if (session.data?.email) {
          await auth.signOut();
        }
        return auth.getAccessToken(CLOUD_PLATFORM, { instantPopup: true });
      },
      networkMode: 'always',
      onSettled: readAgain,
    },
    queries,
  );
  const signOut = useMutation<unknown, Error, void>(
    {
      mutationFn: () => auth.signOut(),
      networkMode: 'always',
      onSettled: readAgain,
    },
    queries,
  );
  return { session, signIn, signOut };
}
