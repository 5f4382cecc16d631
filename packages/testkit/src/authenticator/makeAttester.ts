import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { KeyObject, sign, webcrypto } from 'node:crypto';
import type { Attester } from './SoftwareAuthenticator';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
/** A test sets its clock as it likes. */
const validity = {
  notBefore: new Date('2000-01-01'),
  notAfter: new Date('2100-01-01'),
};

/** A maker of security keys: its attestation key, with a certificate (WebAuthn §8.2.1) that a root of its own has issued. */
export async function makeAttester(): Promise<Attester & { root: string }> {
  x509.cryptoProvider.set(webcrypto as Crypto);
  const [rootKeys, leafKeys] = await Promise.all([newKeys(), newKeys()]);
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    serialNumber: '01',
    name: 'CN=Test Root, O=Maker, C=US',
    keys: rootKeys,
    signingAlgorithm: algorithm,
    extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  });
  const leaf = await x509.X509CertificateGenerator.create({
    ...validity,
    serialNumber: '02',
    subject: 'CN=Test Key, OU=Authenticator Attestation, O=Maker, C=US',
    issuer: root.subject,
    publicKey: leafKeys.publicKey,
    signingKey: rootKeys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [new x509.BasicConstraintsExtension(false, undefined, true)],
  });
  const key = KeyObject.from(leafKeys.privateKey as webcrypto.CryptoKey);
  return {
    root: root.toString('pem'),
    certificates: [Buffer.from(leaf.rawData)],
    sign: data => sign('sha256', data, key),
  };
}

function newKeys(): Promise<CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ]) as Promise<CryptoKeyPair>;
}
