import { SignInPage } from '@backstage/core-components';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { oidcAuthApiRef } from './oidcAuthApi';

export const signInPage = SignInPageBlueprint.make({
  params: {
    loader: async () => props =>
      (
        <SignInPage
          {...props}
          provider={{
            id: 'oidc',
            title: 'Sign in to the demo',
            message:
              'Opens the demo identity provider, where one click makes you one of four people: a deployer, an approver, a security auditor or a viewer.',
            apiRef: oidcAuthApiRef,
          }}
        />
      ),
  },
});
