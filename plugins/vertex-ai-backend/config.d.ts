/** One way to a role. To be one of those whom it lists and to have each of its claims both have to hold. */
interface AccessRule {
  /** Shown where it has decided: lower-case letters, digits and dashes. Default: the role, with its place in the list. */
  name?: string;
  /** Entity refs of groups. */
  groups?: string[];
  /** Entity refs of users. */
  users?: string[];
  /** Service subjects, for instance `external:ci-deployer`; never people or groups. */
  services?: string[];
  /** Claims that the sign-in resolver has put into the person's Backstage token, with the value or the values that will do. */
  claims?: {
    [claim: string]: string | number | boolean | (string | number | boolean)[];
  };
}

export interface Config {
  /** Google Vertex AI: environments, the issuer of our assertions, and limits. */
  vertexAi?: {
    /**
     * Who may do what concerns no single environment: replace the issuer's keys in an emergency, remove another person's lost
     * security keys, end everybody's access. A role in an environment makes nobody one. Default: nobody.
     */
    administrators?: {
      /** Entity refs of groups. */
      groups?: string[];
      /** Entity refs of users. */
      users?: string[];
    };
    /** Signatures by security keys (FIDO2, WebAuthn). See docs/step-up.md. */
    stepUp?: {
      /**
       * The domain that keys are registered for: the host of every origin, or a domain above it. Keys of one domain sign for no other, so
       * changing it makes every key useless. Default: the host of the first origin.
       */
      rpId?: string;
      /** What browsers call the portal. Default `Vertex AI in Backstage`. */
      rpName?: string;
      /** Where the pages are that may ask for a signature: https, or http on localhost. Default: the origin of `app.baseUrl`. */
      origins?: string[];
      /** The key has to verify the person, by PIN or fingerprint. There is nothing else. */
      userVerification?: 'required';
      /** Only keys that cannot leave their device, for registering and for signing. Default false: synced passkeys may, too. */
      deviceBoundOnly?: boolean;
      attestation?: {
        /** Whether keys are asked to prove their model. Browsers ask the person about it. Default `none`. */
        conveyance?: 'none' | 'direct';
        /** Models that may be registered, by AAGUID; needs `direct` and `rootCertificates`. Default: any. */
        allowedAaguids?: string[];
        /** Certificates (PEM) of the makers, to which a statement has to lead. Take them from the FIDO metadata service or the maker. */
        rootCertificates?: string[];
      };
    };
    /**
     * Service subjects that may ask for what others have to approve, for instance `external:ci-deployer`, and who operates them: what they
     * ask for counts as asked for by these people, so none of them can approve it.
     */
    services?: {
      [subject: string]: {
        /** Entity refs of groups and users. */
        operatedBy: string[];
      };
    };
    /** The OpenID Connect issuer that signs one assertion for one person, environment and action. */
    issuer?: {
      /**
       * Issuer URL, as written in Google's workload identity provider. Default: the backend's base URL followed by
       * `/api/vertex-ai/issuer`. Google needs https; http is accepted for loopback addresses only.
       */
      url?: string;
      /** Lifetime of an assertion in seconds, 60 to 600. The federated token cannot outlive it. Default 600. */
      assertionTtlSeconds?: number;
      keys?: {
        /** Age in hours at which a new signing key takes over, 1 to 8760. Default 720. */
        rotationHours?: number;
        /**
         * Minutes for which a new public key is published before its first signature, 1 to 1440 and less than the rotation.
         * Default 10. With uploaded keys it is the time in which the next upload has to be made.
         */
        publishMinutes?: number;
      };
    };
    /** The Google project and places of each environment, keyed by its name (lower-case letters, digits, dashes). */
    environments: {
      [name: string]: {
        /** Shown to people. Default: the name. */
        title?: string;
        /** Google project id. */
        project: string;
        /** Google project number, as a string. */
        projectNumber: string;
        /** Google locations, for instance `europe-west4`, each once. Two environments share a project in different locations only. */
        locations: string[];
        /** How an assertion becomes a Google credential. There is no fallback to another way. */
        credentials:
          | {
              /** `workloadIdentityFederation` acts as the person; `serviceAccountImpersonation` as a service account behind which the person stays visible. */
              strategy: 'workloadIdentityFederation';
              /**
               * Full resource name of the provider:
               * `//iam.googleapis.com/projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER`.
               */
              audience: string;
            }
          | {
              strategy: 'serviceAccountImpersonation';
              audience: string;
              /** Service account e-mail by role, `reconciler` included; `default` is used for every role without an entry of its own. */
              serviceAccounts: { [role: string]: string };
              /**
               * Accounts between the person and that account, the first one first: each has to let the one before it pass on
               * (`roles/iam.serviceAccountTokenCreator`). Default none.
               */
              delegates?: string[];
              /** Lifetime of the service account's token in seconds, 60 to 3600. Default 900. */
              lifetimeSeconds?: number;
            }
          | {
              /** Acts as the person, by the token of the company's identity provider, which the person's browser sends along. */
              strategy: 'oidcSubject';
              /** The provider that trusts the company's identity provider. */
              audience: string;
              /** Issuer, exactly as its tokens have it; its discovery document is read from there. */
              issuer: string;
              /** Audiences that a token may be for. */
              audiences: string[];
              /** Clients that may have asked for it (`azp`, or `appid`). Default: the audiences. */
              authorizedParties?: string[];
              /** Claims that a token has to have, with one value or one of several. */
              requiredClaims?: { [claim: string]: string | string[] };
              /** How a token names the person: a claim that equals an annotation of the catalog's user, or a verified e-mail address. */
              person:
                | { claim: string; annotation: string }
                | { verifiedEmail: true };
              /** The claim that Google's provider maps to `google.subject`. Default `sub`. */
              subjectClaim?: string;
              /** How services, which have no such token, and our own reader come by a credential. */
              services: {
                /** A provider that trusts the issuer of this portal. */
                audience: string;
              };
            }
          | {
              /** Acts as the application, by its managed identity at Azure. Google sees no person. */
              strategy: 'azureManagedIdentity';
              /** The provider that trusts the Entra tenant. */
              audience: string;
              /** Id of the Entra tenant. */
              tenant: string;
              /** App ID URI of the application that the token is for, for instance `api://vertex-federation`. */
              resource: string;
              /** Other audiences that the token may have: of v2 tokens, the client id of that application. */
              audiences?: string[];
              /** Client id of a user-assigned identity. Default: the system-assigned one. */
              clientId?: string;
              /** Issuers that the token may be of. Default: the two of the tenant, for v1 and v2 tokens. */
              issuers?: string[];
            }
          | {
              /** Acts as the person's own Google account, by an access token that the person's browser sends along. */
              strategy: 'userOAuth';
              /** OAuth clients whose tokens count; never those of other applications. */
              clientIds: string[];
              /** Scopes that a token has to have. Default: cloud-platform. */
              scopes?: string[];
              /** How services, which have no such token, and our own reader come by a credential. */
              services: {
                /** A provider that trusts the issuer of this portal. */
                audience: string;
              };
            };
        /** Who is what. Nobody is anything that is not written here. */
        access: {
          /** One rule, or a list of rules of which any one that holds as a whole is enough. */
          [role: string]: AccessRule | AccessRule[];
        };
        /**
         * Rules for single models. They narrow: whoever changes or asks a model that one matches needs a role by the environment's
         * `access` and by this one.
         */
        models?: Array<{
          /** Named in refusals: lower-case letters, digits and dashes. */
          name: string;
          /** Which models it is about; both parts have to match where both are given. What cannot be told counts as a match. */
          match: {
            /** Labels by key. A model that lacks the label matches too. */
            labels?: { [key: string]: string };
            /** A display name with `*` for any number of characters. What looks like a match is one. */
            namePattern?: string;
          };
          /** As `access` of the environment. A role that is not listed here nobody has for these models. */
          access: {
            [role: string]: AccessRule | AccessRule[];
          };
        }>;
        /** Whom a person asks for a role: entity refs or an address. Shown with every refusal. */
        grantedBy?: string[];
        /** What must be added to an action, keyed by its name, for instance `deployment.create`. */
        requires?: {
          [action: string]: {
            stepUp?: {
              /** Age of the signature in seconds, 30 to 3600. Default 300. */
              maxAgeSeconds?: number;
              /** Only keys that cannot leave their device. Default false. */
              hardware?: boolean;
            };
            approvals?: {
              /** How many people have to agree, 1 to 10; never the requester. */
              count: number;
              /** Entity refs of the groups whose members may approve; each needs the role `approver` as well. */
              from: string[];
              /** Each of the groups must be among the approvers, each by another person. Default false. */
              allGroups?: boolean;
              /** What an approver has to bring besides the vote. */
              stepUp?: {
                /** Age of the signature in seconds, 30 to 3600. Default 300. */
                maxAgeSeconds?: number;
                /** Only keys that cannot leave their device. Default false. */
                hardware?: boolean;
              };
              /** A request without its last approval expires after so long, 0.25 to 720. Default 72. */
              expiresAfterHours?: number;
              /** The request and every approval must say why. Default false. */
              reason?: boolean;
            };
          };
        };
        /** Rules over what is asked, whoever asks. */
        guardrails?: Array<{
          /** Shown with a refusal; each once in an environment. */
          name: string;
          /** Names of the actions that it is about. Default: every change but a cancellation. */
          actions?: string[];
          /**
           * In CEL; true allows. Over `request` (as the API takes it, defaults filled in), `model` (`displayName`, `labels`; empty
           * where the request names none), `environment` (`name`, `project`), `actor` (`kind`, `ref`, `groups`) and `now`. What cannot
           * be evaluated is refused.
           */
          expression: string;
          /** `observe` tells and records what would be refused, and refuses nothing. Default `enforce`. */
          mode?: 'enforce' | 'observe';
          /** What the person is told, for instance what would be right. */
          message: string;
        }>;
        /**
         * What people may take out of the portal, for instance for a notebook, with the action `credential.checkout`. Default: nothing.
         * A lease ends with its lifetime, or when somebody ends it.
         */
        checkout?: {
          /**
           * `viewer`, `predictor` and `deployer`; never a role that approves or administrates, and `deployer` only where nothing is
           * demanded of deployments, because a credential in hand goes around it. Who takes one out holds the role.
           */
          roles: string[];
          /** Longest life of a lease, 1 to 720. One token of it lives 10 minutes at most, with impersonation 60. Default 60. */
          maxLifetimeMinutes?: number;
        };
        /** Who answers in the catalog for what carries no label that says so. */
        catalog?: {
          /** Entity ref of a group or a user. Default: the catalog provider's. */
          owner?: string;
          /** Entity ref of a system. Default: the catalog provider's. */
          system?: string;
          /** For instance `production`. Default: the catalog provider's, else the name of the environment. */
          lifecycle?: string;
        };
      };
    };
    /** Google's services, each as scheme, host and port. For the emulator and for private endpoints. */
    google?: {
      /** Default `https://sts.googleapis.com`. */
      sts?: string;
      /** Default `https://iamcredentials.googleapis.com`. */
      iamCredentials?: string;
      /** Default `https://oauth2.googleapis.com`. */
      oauth2?: string;
      /** Default `https://{location}-aiplatform.googleapis.com`; `{location}` is filled in. */
      aiplatform?: string;
      /** Default `https://cloudresourcemanager.googleapis.com`. */
      resourceManager?: string;
      /** Cloud Quotas, for the doctor. Default `https://cloudquotas.googleapis.com`. */
      quotas?: string;
      /** Cloud Monitoring, for what of a quota is used. Default `https://monitoring.googleapis.com`. */
      monitoring?: string;
    };
    limits?: {
      /** Timeout of one call to Google in seconds, 1 to 300. Default 30. */
      googleTimeoutSeconds?: number;
      /** How long a deployment may take in minutes before it is given up, 10 to 1440. Default 120. */
      deploymentTimeoutMinutes?: number;
      /** How often one person may have the doctor look in a minute, on one replica, 1 to 600. Default 10. */
      diagnosesPerMinute?: number;
      /** Age in seconds at which lists are read again from Google, 5 to 3600. Default 30. */
      inventoryMaxAgeSeconds?: number;
      /**
       * For how long work that goes on after a request may rest on claims of the sign-in that the request was made with, in hours from
       * when Backstage has signed them, 1 to 720. Default 24.
       */
      claimsMaxAgeHours?: number;
    };
  };
}
