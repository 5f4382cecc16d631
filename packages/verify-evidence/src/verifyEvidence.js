'use strict';

const { verify } = require('node:crypto');
const { bytesOf, canonical, check, NotVerified, sha256 } = require('./bytes');
const { publicKeyOf } = require('./publicKey');

const FORMAT = 'backstage-vertex-ai/step-up-evidence';
const DOMAIN = 'backstage-vertex-ai/intent/v1';

/**
 * Verifies one piece of evidence by WebAuthn §7.2 and by the portal's rule for its challenges.
 *
 * @param {any} record - the JSON of `GET /step-up/evidence/{id}`
 * @returns {{ intent: any; keyThumbprint: string; deviceBound: boolean }} what is proved
 * @throws {NotVerified} with the check that failed
 */
function verifyEvidence(record) {
  check(
    typeof record === 'object' && record !== null,
    'the evidence is no JSON object',
  );
  check(
    record.format === FORMAT && record.version === 1,
    `the evidence is not of the format ${FORMAT}, version 1`,
  );
  checkDigest(record);
  const intent = checkIntent(record);
  const clientData = checkClientData(record);
  const authenticatorData = checkAuthenticatorData(record);
  const { jwk, key, digestName } = publicKeyOf(
    bytesOf(record.publicKey?.cose, 'publicKey.cose'),
  );
  check(
    canonical(jwk) === canonical(record.publicKey.jwk),
    'publicKey.jwk is another key than publicKey.cose',
  );
  check(
    verify(
      digestName,
      Buffer.concat([authenticatorData, sha256(clientData)]),
      key,
      bytesOf(record.signature, 'signature'),
    ),
    'the signature is not that of the public key over these bytes',
  );
  return {
    intent,
    // RFC 7638
    keyThumbprint: sha256(canonical(jwk)).toString('base64url'),
    deviceBound: !record.flags.backupEligible,
  };
}

/** @param {any} record */
function checkDigest({ digest, ...rest }) {
  check(
    sha256(canonical(rest)).toString('hex') === digest,
    'digest is not that of the rest: something in the evidence was changed',
  );
}

/** @param {any} record */
function checkIntent({ intent, intentDigest }) {
  check(typeof intent === 'string', 'intent is not text');
  check(
    sha256(intent).toString('hex') === intentDigest,
    'intentDigest is not the SHA-256 of intent',
  );
  const parsed = parse(intent, 'intent');
  check(canonical(parsed) === intent, 'intent is not in canonical form');
  return parsed;
}

/** @param {any} record */
function checkClientData(record) {
  const bytes = bytesOf(record.clientDataJSON, 'clientDataJSON');
  const client = parse(bytes.toString('utf8'), 'clientDataJSON');
  const nonce = bytesOf(record.nonce, 'nonce');
  const challenge = sha256(
    Buffer.concat([
      Buffer.from(DOMAIN),
      Buffer.of(0),
      nonce,
      Buffer.from(record.intentDigest, 'hex'),
    ]),
  ).toString('base64url');
  check(nonce.length === 32, 'nonce has not 32 bytes');
  check(client.type === 'webauthn.get', 'clientDataJSON is of another type');
  check(
    client.challenge === challenge,
    'the challenge that was signed is not that of the intent and the nonce',
  );
  check(client.origin === record.origin, 'it was signed on another origin');
  check(
    client.crossOrigin !== true,
    'it was signed inside a page of another origin',
  );
  return bytes;
}

/** @param {any} record */
function checkAuthenticatorData({ rpId, flags, counter, ...record }) {
  const bytes = bytesOf(record.authenticatorData, 'authenticatorData');
  check(bytes.length >= 37, 'authenticatorData is too short');
  check(
    bytes.subarray(0, 32).equals(sha256(String(rpId))),
    'it was signed for another rpId',
  );
  const bits = bytes[32].toString(2).padStart(8, '0');
  const bit = (/** @type {number} */ index) => bits[7 - index] === '1';
  check(bit(0), 'nobody was present (UP)');
  check(bit(2), 'the person was not verified (UV)');
  check(
    canonical(flags) ===
      canonical({
        userPresent: bit(0),
        userVerified: bit(2),
        backupEligible: bit(3),
        backedUp: bit(4),
      }),
    'flags are not those that were signed',
  );
  check(
    bytes.readUInt32BE(33) === counter,
    'counter is not the one that was signed',
  );
  return bytes;
}

/**
 * @param {string} text
 * @param {string} name
 */
function parse(text, name) {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotVerified(`${name} is not JSON`);
  }
}

module.exports = { NotVerified, verifyEvidence };
