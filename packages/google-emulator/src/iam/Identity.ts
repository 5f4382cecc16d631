/** Who holds an access token. Attribution in audit logs and IAM membership both follow from it. */
export type Identity =
  | FederatedIdentity
  | ServiceAccountIdentity
  | UserIdentity;

export interface FederatedIdentity {
  kind: 'federated';
  /** `projects/NUMBER/locations/global/workloadIdentityPools/POOL` */
  pool: string;
  subject: string;
  groups: string[];
  /** Custom attributes by name, without the prefix `attribute.` */
  attributes: Record<string, string>;
}

export interface ServiceAccountIdentity {
  kind: 'serviceAccount';
  email: string;
  /** Who impersonated the account, nearest first. */
  delegation: string[];
}

export interface UserIdentity {
  kind: 'user';
  email: string;
}

/** The name that Google's audit log would show. */
export function principalOf(identity: Identity): string {
  return identity.kind === 'federated'
    ? `principal://iam.googleapis.com/${identity.pool}/subject/${identity.subject}`
    : identity.email;
}

/** Every member string of an IAM binding that includes this identity. */
export function membersOf(identity: Identity): Set<string> {
  const members = new Set(['allUsers', 'allAuthenticatedUsers']);
  switch (identity.kind) {
    case 'user':
      return members.add(`user:${identity.email}`);
    case 'serviceAccount':
      return members.add(`serviceAccount:${identity.email}`);
    default: {
      const set = `principalSet://iam.googleapis.com/${identity.pool}`;
      members.add(principalOf(identity)).add(`${set}/*`);
      for (const group of identity.groups) members.add(`${set}/group/${group}`);
      for (const [name, value] of Object.entries(identity.attributes)) {
        members.add(`${set}/attribute.${name}/${value}`);
      }
      return members;
    }
  }
}
