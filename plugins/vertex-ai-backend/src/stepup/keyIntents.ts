/** One's own new key, vouched for by one that is known. */
export function registrationIntent(key: {
  person: string;
  registration: string;
  credentialId: string;
  name: string;
}) {
  return {
    type: 'backstage-vertex-ai/security-key-registration',
    version: 1,
    ...key,
  };
}

export function removalIntent(removal: {
  person: string;
  key: { id: string; name: string; credentialId: string };
}) {
  const { id, name, credentialId } = removal.key;
  return {
    type: 'backstage-vertex-ai/security-key-removal',
    version: 1,
    person: removal.person,
    key: { id, name, credentialId },
  };
}

/** Names every key, so that nobody agrees to the removal of one that was added since. */
export function resetIntent(reset: {
  approver: string;
  id: string;
  person: string;
  requestedBy: string;
  reason: string;
  keys: { credentialId: string }[];
}) {
  return {
    type: 'backstage-vertex-ai/security-key-reset',
    version: 1,
    approver: reset.approver,
    reset: reset.id,
    person: reset.person,
    requestedBy: reset.requestedBy,
    reason: reset.reason,
    credentialIds: reset.keys.map(({ credentialId }) => credentialId),
  };
}
