import { StepUpEvidence } from '@backstage-vertex/plugin-vertex-ai-common';
import { securityKey } from './fixtures';

export const stepUpEvidence: StepUpEvidence = {
  format: 'backstage-vertex-ai/step-up-evidence',
  version: 1,
  id: '01k00000000000000000evidnc',
  actor: 'user:default/dana.deployer',
  environment: 'prod',
  action: 'deployment.create',
  correlationId: '0123456789abcdef0123456789abcdef',
  intent: '{}',
  intentDigest:
    '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
  nonce: 'bm9uY2U',
  clientDataJSON: 'e30',
  authenticatorData: 'YQ',
  signature: 'c2ln',
  publicKey: { cose: 'Y29zZQ', jwk: { kty: 'EC' } },
  credentialId: 'Y3JlZA',
  keyId: securityKey.id,
  aaguid: securityKey.aaguid,
  attested: false,
  rpId: 'localhost',
  origin: 'http://localhost:3000',
  flags: {
    userPresent: true,
    userVerified: true,
    backupEligible: false,
    backedUp: false,
  },
  counter: 1,
  signedAt: '2026-01-11T10:00:00.000Z',
  digest: '00'.repeat(32),
};
