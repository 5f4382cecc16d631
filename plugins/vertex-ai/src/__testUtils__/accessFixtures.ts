import {
  EndingWithAftermath,
  Lease,
} from '@backstage-vertex/plugin-vertex-ai-common';

const now = '2026-11-24T08:00:00Z';

export const lease: Lease = {
  id: '01k0000000000000000000less',
  actor: 'user:default/dana.deployer',
  environment: 'dev',
  role: 'predictor',
  strategy: 'workloadIdentityFederation',
  principal:
    'principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/backstage/subject/user:default/dana.deployer',
  usedFor: 'checkout',
  action: 'credential.checkout',
  reason: 'a notebook',
  since: now,
  until: '2126-11-24T08:10:00Z',
  honouredUntil: '2126-11-24T08:10:00Z',
  renewable: true,
  ended: false,
};

export const ending: EndingWithAftermath = {
  id: '01k000000000000000000endng',
  scope: 'actor',
  actor: 'user:default/dana.deployer',
  environment: 'dev',
  by: 'user:default/sofia.auditor',
  reason: 'left the team',
  at: now,
  aftermath: [
    {
      environment: 'dev',
      title: 'Dev',
      strategy: 'workloadIdentityFederation',
      credentials: 2,
      honouredUntil: '2126-11-24T08:10:00Z',
      revoked: 0,
      notRevoked: 0,
      switches: [
        {
          id: 'disablePool',
          command:
            'gcloud iam workload-identity-pools update backstage --location=global --project=1 --disabled',
        },
      ],
    },
  ],
};
