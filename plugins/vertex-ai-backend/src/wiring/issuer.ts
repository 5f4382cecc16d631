import {
  createIssuerRouter,
  Issuer,
  KeyRing,
  openIssuerPaths,
} from '../issuer';
import type { Foundation } from './foundation';
import type { Services } from './services';

const MINUTE_MS = 60_000;

/** The issuer with its public documents. */
export async function createIssuer(
  services: Services,
  { config, clock, database, audit }: Foundation,
): Promise<Issuer> {
  const { rotationHours, publishMinutes } = config.issuer.keys;
  const keys = await KeyRing.create({
    database,
    audit,
    clock,
    schedule: {
      rotationMs: rotationHours * 60 * MINUTE_MS,
      publishMs: publishMinutes * MINUTE_MS,
    },
  });
  const issuer = new Issuer({ config: config.issuer, keys, clock });
  services.httpRouter.use(
    createIssuerRouter(issuer, {
      // A cache must not outlive the time for which a new key is published before it signs.
      maxAgeSeconds: Math.min(300, Math.floor(publishMinutes * 30)),
    }),
  );
  openIssuerPaths(services.httpRouter);
  return issuer;
}
