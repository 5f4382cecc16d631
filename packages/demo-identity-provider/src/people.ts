/** One person of the demo. `id` is the `sub` claim and the name of the catalog's user entity. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Sent as the `groups` claim; the names of the catalog's group entities. */
  readonly groups: readonly string[];
  /** Sent as the `department` claim. */
  readonly department: string;
  /** Shown on the sign-in page: what this person may do. */
  readonly title: string;
  readonly mayDo: string;
};

/** The four people of the demo, in the order in which the sign-in page shows them. */
export const people: readonly Person[] = [
  {
    id: 'dana.deployer',
    name: 'Dana Deployer',
    email: 'dana@example.com',
    groups: ['ml-deployers', 'ml-on-call', 'fraud-ml'],
    department: 'fraud',
    title: 'Deployer',
    mayDo:
      'Deploys models to dev, staging and prod, and queries them; is on call.',
  },
  {
    id: 'amir.approver',
    name: 'Amir Approver',
    email: 'amir@example.com',
    groups: ['ml-approvers', 'fraud-ml'],
    department: 'fraud',
    title: 'Approver',
    mayDo: 'Approves what others ask for in staging and prod.',
  },
  {
    id: 'sofia.auditor',
    name: 'Sofia Auditor',
    email: 'sofia@example.com',
    groups: ['ml-auditors'],
    department: 'security',
    title: 'Security auditor',
    mayDo: 'Reads every record in every environment, changes nothing.',
  },
  {
    id: 'victor.viewer',
    name: 'Victor Viewer',
    email: 'victor@example.com',
    groups: ['ml-viewers', 'fraud-ml'],
    department: 'fraud',
    title: 'Viewer',
    mayDo: 'Looks at models, endpoints and deployments.',
  },
];

export function findPerson(id: string): Person | undefined {
  return people.find(person => person.id === id);
}
