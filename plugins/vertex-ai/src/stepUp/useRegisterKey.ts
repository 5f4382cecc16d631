import {
  RouteBody,
  Routes,
  SecurityKey,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { startRegistration } from '@simplewebauthn/browser';
import { useVertexMutation } from '../hooks/useVertexMutation';
import { withKey } from './keyFailure';
import { StepUp } from './useStepUp';

type Answer = RouteBody<Routes['finishKeyRegistration']>['response'];

/** Registers a key under a name. One that is there already vouches for the new one. */
export function useRegisterKey(sign?: StepUp['sign']) {
  return useVertexMutation<string, SecurityKey>(
    async (client, name) => {
      const { registration, options, stepUp } =
        await client.startKeyRegistration();
      const response = (await withKey(() =>
        startRegistration({ optionsJSON: options }),
      )) as unknown as Answer;
      const grant =
        stepUp && sign
          ? await sign({
              kind: 'registerKey',
              registration,
              credentialId: response.id,
              name,
            })
          : undefined;
      return client.finishKeyRegistration(
        registration,
        { name, response },
        { stepUp: grant },
      );
    },
    ['securityKeys'],
  );
}
