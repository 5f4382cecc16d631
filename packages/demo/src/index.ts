/**
 * The main job without a browser: signs in through the portal's own OpenID Connect flow, deploys the
 * TensorFlow model, follows it, predicts, and shows the chain from the person to the version that answered.
 *
 * Promises: speaks to the portal only over HTTP, as a browser or a script of anybody would.
 * Never: reads a database, skips the identity provider, prints a token.
 * Callers: `npm run demo`, and `npm start`, which asks it whether people can sign in.
 */
export { Browser } from './Browser';
export { PortalSession } from './PortalSession';
