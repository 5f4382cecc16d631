import { EmulatorSeed } from './EmulatorSeed';

/**
 * The portal's claim after a signature with a key that cannot leave its device and that has checked who holds it. Of the plugin; written
 * out here, as an operator writes it into a provider.
 */
const HARDWARE_KEY = 'urn:backstage-vertex-ai:acr:hardware-key';

/**
 * Lets Google itself refuse a deployment to production that nobody has signed with a hardware key. Reading needs none: only the assertion
 * of a change carries an action.
 */
export function needHardwareKeyInProduction(seed: EmulatorSeed): void {
  for (const { providers } of seed.workloadIdentityPools) {
    for (const provider of providers) {
      const already = provider.attributeCondition ?? 'true';
      provider.attributeCondition = `(${already}) && (assertion.environment != 'prod' || !has(assertion.action) || assertion.action != 'deployment.create' || (has(assertion.acr) && assertion.acr == '${HARDWARE_KEY}'))`;
    }
  }
}
