/**
 * Models of authenticators that are met often, by AAGUID, as their makers publish them. What is not here is shown by its AAGUID; nothing
 * is decided by these names.
 */
const models: Record<string, string> = {
  '01020304-0506-0708-0102-030405060708': 'Chromium virtual authenticator',
  '08987058-cadc-4b81-b6e1-30de50dcbe96': 'Windows Hello (hardware)',
  '2fc0579f-8113-47ea-b116-bb5a8db9202a': 'YubiKey 5 NFC',
  '6028b017-b1d4-4c02-b4b3-afcdafc96bb2': 'Windows Hello (software)',
  '73bb0cd4-e502-49b8-9c6f-b59445bf720b': 'YubiKey 5 FIPS',
  '9ddd1817-af5a-4672-a2b9-3e3dd95000a9': 'Windows Hello (VBS)',
  'adce0002-35bc-c60a-648b-0b25f1f05503': 'Chrome on Mac',
  'bada5566-a7aa-401f-bd96-45619a55120d': '1Password',
  'c5ef55ff-ad9a-4b9f-b580-adebafe026d0': 'YubiKey 5Ci',
  'cb69481e-8ff7-4039-93ec-0a2729a154a8': 'YubiKey 5',
  'd548826e-79b4-db40-a3d8-11116f7e8349': 'Bitwarden',
  'dd4ec289-e01d-41c9-bb89-70fa845d4bf2': 'iCloud Keychain (managed)',
  'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4': 'Google Password Manager',
  'ee882879-721c-4913-9775-3dfcce97072a': 'YubiKey 5',
  'fa2b99dc-9e39-4257-8f92-4a30d23c4118': 'YubiKey 5 NFC',
  'fbfc3007-154e-4ecc-8c0b-6e020557d7bd': 'Apple Passwords',
};

/** Name of a model, or its AAGUID; undefined where the key does not tell. */
export function keyModel(aaguid: string): string | undefined {
  return /^[0-]+$/.test(aaguid) ? undefined : models[aaguid] ?? aaguid;
}
