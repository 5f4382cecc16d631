import { createApp } from '@backstage/frontend-defaults';
import { homeModule } from './home';
import { navigationModule } from './navigation';
import { signInModule } from './signIn';

/**
 * The demo portal. Plugins come from package.json (`app.packages: all` in the configuration), so this
 * file holds only what is this portal's own: sign-in, navigation and where `/` leads.
 */
export const app = createApp({
  features: [signInModule, navigationModule, homeModule],
});
