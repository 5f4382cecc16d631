import type { IssuerSigner } from '@backstage-vertex/plugin-vertex-ai-node';
import {
  createIssuerRouter,
  DatabaseSigner,
  Issuer,
  KeyRing,
  openIssuerPaths,
} from '../issuer';
import type { Foundation } from './foundation';
import { addIssuerRoutes } from './issuerRoutes';
import type { Services } from './services';

const MINUTE_MS = 60_000;

/** The issuer with its public documents, and its routes for people. */
export async function createIssuer(
  services: Services,
  foundation: Foundation,
  custom: IssuerSigner | undefined,
): Promise<Issuer> {
  const { config, clock, database, audit } = foundation;
  const signer = custom ?? new DatabaseSigner(database, clock);
  const { rotationHours, publishMinutes } = config.issuer.keys;
  const keys = await KeyRing.create({
    database,
    audit,
    clock,
    signer,
    logger: services.logger,
    schedule: {
      rotationMs: rotationHours * 60 * MINUTE_MS,
      publishMs: publishMinutes * MINUTE_MS,
    },
  });
  const issuer = new Issuer({ config: config.issuer, keys, signer, clock });
  services.httpRouter.use(
    createIssuerRouter(issuer, {
      // A cache must not outlive the time for which a new key is published before it signs.
      maxAgeSeconds: Math.min(300, Math.floor(publishMinutes * 30)),
    }),
  );
  openIssuerPaths(services.httpRouter);
  addIssuerRoutes(foundation, issuer, rotation => keys.rotateNow(rotation));
  return issuer;
}
