'use strict';

const { createPublicKey } = require('node:crypto');
const { check, NotVerified } = require('./bytes');

/**
 * A COSE_Key (RFC 9052 §7) as a public key. The algorithm comes from the key itself, and has to fit its type and curve: Ed25519, ES256
 * with P-256, or RS256.
 *
 * @param {Buffer} cose
 */
function publicKeyOf(cose) {
  const { value: key, end } = readItem(cose, 0);
  check(end === cose.length, 'there is more than the public key');
  check(key instanceof Map, 'the public key is no COSE key');
  const text = (/** @type {number} */ label) => {
    const bytes = key.get(label);
    check(Buffer.isBuffer(bytes), `the COSE key has no bytes under ${label}`);
    return bytes.toString('base64url');
  };
  const kind = [1, 3, -1].map(label => key.get(label));
  let jwk;
  if (kind.join() === '1,-8,6') {
    jwk = { kty: 'OKP', crv: 'Ed25519', x: text(-2) };
  } else if (kind.join() === '2,-7,1') {
    jwk = { kty: 'EC', crv: 'P-256', x: text(-2), y: text(-3) };
  } else {
    check(
      kind[0] === 3 && kind[1] === -257,
      'the public key is not among Ed25519, ES256 and RS256',
    );
    jwk = { kty: 'RSA', n: text(-1), e: text(-2) };
  }
  return {
    jwk,
    key: createPublicKey({ key: jwk, format: 'jwk' }),
    digestName: jwk.kty === 'OKP' ? null : 'sha256',
  };
}

/**
 * One item of CBOR (RFC 8949), as far as keys need it: whole numbers, bytes and maps.
 *
 * @param {Buffer} bytes
 * @param {number} start
 * @returns {{ value: any; end: number }}
 */
function readItem(bytes, start) {
  check(start < bytes.length, 'the public key ends too early');
  const major = Math.floor(bytes[start] / 32);
  const { argument, end } = readArgument(bytes, start);
  switch (major) {
    case 0:
      return { value: argument, end };
    case 1:
      return { value: -1 - argument, end };
    case 2:
      check(end + argument <= bytes.length, 'the public key ends too early');
      return {
        value: bytes.subarray(end, end + argument),
        end: end + argument,
      };
    case 5:
      return readMap(bytes, { size: argument, start: end });
    default:
      throw new NotVerified('the public key holds what a key does not');
  }
}

/**
 * @param {Buffer} bytes
 * @param {{ size: number; start: number }} where
 */
function readMap(bytes, { size, start }) {
  const value = new Map();
  let end = start;
  for (let pair = 0; pair < size; pair += 1) {
    const name = readItem(bytes, end);
    const member = readItem(bytes, name.end);
    check(!value.has(name.value), 'the public key names something twice');
    value.set(name.value, member.value);
    end = member.end;
  }
  return { value, end };
}

/**
 * @param {Buffer} bytes
 * @param {number} start
 */
function readArgument(bytes, start) {
  const short = bytes[start] % 32;
  if (short < 24) {
    return { argument: short, end: start + 1 };
  }
  check(
    short <= 25 && start + short - 22 <= bytes.length,
    'the public key ends too early',
  );
  return short === 24
    ? { argument: bytes[start + 1], end: start + 2 }
    : { argument: bytes.readUInt16BE(start + 1), end: start + 3 };
}

module.exports = { publicKeyOf };
