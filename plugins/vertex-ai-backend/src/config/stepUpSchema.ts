import { isAddress } from '@backstage-vertex/plugin-vertex-ai-common';
import { z } from 'zod';

/** What a browser calls an origin; plain http is for localhost only, as WebAuthn has it. */
const browserOriginSchema = z
  .string()
  .refine(
    origin => isAddress(origin) && new URL(origin).origin === origin,
    'an origin as browsers write it: https, host and, unless it is 443, port; http for localhost only',
  );

const rpIdSchema = z
  .string()
  .regex(
    /^(?!\d+(\.\d+){3}$)[a-z0-9-]+(\.[a-z0-9-]+)*$/,
    'a domain in lower case, without scheme and port; never an IP address',
  );

const aaguidSchema = z
  .string()
  .regex(
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    'an AAGUID such as cb69481e-8ff7-4039-93ec-0a2729a154a8',
  );

const certificateSchema = z
  .string()
  .regex(
    /^\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*$/,
    'one certificate as PEM',
  );

/** How people sign with security keys. */
export const stepUpConfigSchema = z
  .strictObject({
    rpId: rpIdSchema.optional(),
    rpName: z.string().min(1).max(64).default('Vertex AI in Backstage'),
    origins: z.array(browserOriginSchema).min(1).optional(),
    userVerification: z.literal('required').default('required'),
    deviceBoundOnly: z.boolean().default(false),
    attestation: z
      .strictObject({
        conveyance: z.enum(['none', 'direct']).default('none'),
        allowedAaguids: z.array(aaguidSchema).min(1).optional(),
        rootCertificates: z.array(certificateSchema).default([]),
      })
      .refine(
        ({ conveyance, allowedAaguids }) =>
          allowedAaguids === undefined || conveyance === 'direct',
        'allowedAaguids needs conveyance: direct, as a model is proved by a certificate only',
      )
      .refine(
        ({ allowedAaguids, rootCertificates }) =>
          allowedAaguids === undefined || rootCertificates.length > 0,
        'allowedAaguids needs rootCertificates, or anybody could claim a model',
      )
      .prefault({}),
  })
  .prefault({});

/** @returns what is wrong between the relying party id and an origin, as WebAuthn §5.1.3 has it */
export function mistakesInOrigins(rpId: string, origins: string[]): string[] {
  return origins
    .filter(origin => {
      const { hostname } = new URL(origin);
      return hostname !== rpId && !hostname.endsWith(`.${rpId}`);
    })
    .map(
      origin =>
        `vertexAi.stepUp.rpId: ${rpId} is neither the host of ${origin} nor a domain above it`,
    );
}
