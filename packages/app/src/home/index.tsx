/** The portal has no home page of its own: `/` leads to the Vertex AI plugin. */
import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { Navigate } from 'react-router-dom';

const LANDING_PATH = '/vertex-ai';

export const homeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    PageBlueprint.make({
      name: 'landing',
      params: {
        path: '/',
        noHeader: true,
        loader: async () => <Navigate to={LANDING_PATH} replace />,
      },
    }),
  ],
});
