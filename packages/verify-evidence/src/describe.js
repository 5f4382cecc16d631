'use strict';

/**
 * What verified evidence proves, what the portal only says, and what nobody can tell from it.
 *
 * @param {any} record
 * @param {{ intent: any; keyThumbprint: string; deviceBound: boolean }} proved
 */
function describe(record, { intent, keyThumbprint, deviceBound }) {
  return [
    'verified',
    '',
    'The signature proves:',
    `  The key ${keyThumbprint} (RFC 7638 thumbprint) signed this intent, with a person present whom it had verified:`,
    ...JSON.stringify(intent, null, 2)
      .split('\n')
      .map(line => `    ${line}`),
    `  SHA-256 of the intent: ${record.intentDigest}`,
    `  It was signed on ${record.origin}, for the relying party ${record.rpId}.`,
    `  The key says that it ${
      deviceBound ? 'cannot leave its device' : 'may be copied by a cloud'
    }.`,
    '',
    'The portal says, and the signature does not:',
    `  The key was that of ${record.actor}; it was signed at ${record.signedAt}.`,
    `  Model of the key: ${record.aaguid}, ${
      record.attested ? 'proved at its registration' : 'as it says itself'
    }.`,
    '  For these, compare with the audit log of the time: its entry stepUp.signed has',
    `    evidence ${record.id}`,
    `    evidenceDigest ${record.digest}`,
    '',
    'Nobody can tell from it what the person saw on the screen, or who held the key.',
  ].join('\n');
}

module.exports = { describe };
