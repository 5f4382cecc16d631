import { X509Certificate } from 'node:crypto';
import type { AttestationResponse } from '@backstage-vertex/plugin-vertex-ai-common';
import { decodeAttestationObject } from '@simplewebauthn/server/helpers';
import type { StepUpConfig } from '../config';
import type { StoredKey } from './KeyStore';
import { toJwk } from './publicKey';
import { stepUpRefused } from './refusal';
import { verifyAttestation } from './webauthn';

/** What is known of a key before it belongs to anybody. */
export type NewKey = Omit<StoredKey, 'id' | 'person' | 'name' | 'createdAtMs'>;

/** Verifies the answer of a registration, and whether such a key is taken here. @throws VertexAiError `step_up_refused` */
export async function readNewKey(
  config: StepUpConfig,
  answer: { response: AttestationResponse; challenge: string; now: Date },
): Promise<NewKey> {
  const info = await verifyAttestation(config, answer);
  const attested = isAttested(config, info.attestationObject, answer.now);
  const { allowedAaguids } = config.attestation;
  if (allowedAaguids && !(attested && allowedAaguids.includes(info.aaguid))) {
    throw stepUpRefused(
      attested
        ? `Keys of the model ${info.aaguid} are not taken here; ask which ones are.`
        : 'The key does not prove its model by a certificate that is trusted here. Use a security key of an allowed model, and let the browser pass its make and model on.',
      { privateDetail: `AAGUID ${info.aaguid}, format ${info.fmt}` },
    );
  }
  if (config.deviceBoundOnly && info.credentialDeviceType === 'multiDevice') {
    throw stepUpRefused(
      'This is a passkey that a cloud may copy. Only keys that cannot leave their device are taken here: use a security key.',
    );
  }
  return {
    credentialId: info.credential.id,
    publicKey: Buffer.from(info.credential.publicKey),
    ...publicKeyOf(info.credential.publicKey),
    counter: info.credential.counter,
    aaguid: info.aaguid,
    attested,
    backupEligible: info.credentialDeviceType === 'multiDevice',
    backedUp: info.credentialBackedUp,
    transports: answer.response.response.transports ?? [],
  };
}

function publicKeyOf(
  publicKey: Uint8Array,
): Pick<NewKey, 'publicJwk' | 'algorithm'> {
  try {
    const { jwk, algorithm } = toJwk(publicKey);
    return { publicJwk: jwk, algorithm };
  } catch (error) {
    throw stepUpRefused(
      'The key is of a kind that nobody can verify here. Keys sign with Ed25519, ES256 or RS256.',
      { privateDetail: String(error), cause: error },
    );
  }
}

/**
 * Whether the statement, whose signature is verified by now, leads up to a certificate that the configuration names. Without one,
 * anybody can make a certificate that claims any model.
 */
function isAttested(
  { attestation }: StepUpConfig,
  attestationObject: Uint8Array,
  now: Date,
): boolean {
  const chain = decodeAttestationObject(Uint8Array.from(attestationObject))
    .get('attStmt')
    .get('x5c');
  if (!chain || chain.length === 0) {
    return false;
  }
  try {
    return leadsTo(
      chain.map(certificate => new X509Certificate(certificate)),
      attestation.rootCertificates.map(pem => new X509Certificate(pem)),
      now,
    );
  } catch {
    return false;
  }
}

/** Each certificate was issued by the next, the last by a root (or is one), all are valid now, and all but the first may issue. */
function leadsTo(
  chain: X509Certificate[],
  roots: X509Certificate[],
  now: Date,
): boolean {
  const isValid = (certificate: X509Certificate) =>
    certificate.validFromDate <= now && now <= certificate.validToDate;
  const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate) =>
    issuer.ca &&
    certificate.checkIssued(issuer) &&
    certificate.verify(issuer.publicKey);
  const last = chain[chain.length - 1];
  return (
    chain.every(isValid) &&
    chain.slice(1).every((issuer, index) => isIssuedBy(chain[index], issuer)) &&
    roots
      .filter(isValid)
      .some(
        root =>
          isIssuedBy(last, root) || last.fingerprint256 === root.fingerprint256,
      )
  );
}
