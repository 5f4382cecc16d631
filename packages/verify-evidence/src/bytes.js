'use strict';

const { createHash } = require('node:crypto');

/** A check that failed, in words for whoever asked. */
class NotVerified extends Error {}

/**
 * @param {unknown} holds
 * @param {string} otherwise
 */
function check(holds, otherwise) {
  if (!holds) {
    throw new NotVerified(otherwise);
  }
}

/**
 * Bytes of base64url without padding (RFC 4648 §5). Strict: one spelling for one value.
 *
 * @param {unknown} text
 * @param {string} name
 */
function bytesOf(text, name) {
  check(typeof text === 'string', `${name} is not text`);
  const bytes = Buffer.from(text, 'base64url');
  check(
    bytes.length > 0 && bytes.toString('base64url') === text,
    `${name} is not base64url`,
  );
  return bytes;
}

/** @param {string | Buffer} data */
function sha256(data) {
  return createHash('sha256').update(data).digest();
}

/**
 * Canonical JSON (RFC 8785): members in the order of their UTF-16 code units, no white space, numbers and strings as ECMAScript writes
 * them.
 *
 * @param {unknown} value
 * @returns {string}
 */
function canonical(value) {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

module.exports = { bytesOf, canonical, check, NotVerified, sha256 };
