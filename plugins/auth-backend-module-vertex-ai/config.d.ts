/** One OAuth client of yours at Google, for one auth environment. */
interface VertexAiGoogleClientConfig {
  /** Id of the OAuth client (application type "Web application"). Not the client that people sign in to this portal with. */
  clientId: string;

  /** @visibility secret */
  clientSecret: string;

  /**
   * User type of the consent screen. `internal`: only accounts of the organisation that owns the Google Cloud project; no review by
   * Google. `external`: every Google account that has been granted something in the project; Google reviews the application before
   * more than the listed test users may use it.
   */
  audience: 'internal' | 'external';

  /**
   * Domains of the Google Workspace or Cloud Identity organisations whose accounts may be used, compared with the claim `hd` of the ID
   * token. Required for `internal`.
   */
  hostedDomains?: string[];

  /** Where Google sends people back. Defaults to `<backend.baseUrl>/api/auth/vertex-ai-google/handler/frame`. */
  callbackUrl?: string;

  /** How long the refresh token stays in the browser's cookie, as an ISO 8601 duration, `8h`, or `{ hours: 8 }`. Defaults to 1000 days. */
  sessionDuration?: string | { [unit: string]: number };

  /** Google's addresses; for an emulator or a private endpoint. Https, or http on loopback. */
  endpoints?: {
    /** Issuer of the ID tokens. Defaults to `https://accounts.google.com`. */
    issuer?: string;
    /** Defaults to `https://accounts.google.com/o/oauth2/v2/auth`. */
    authorizationUrl?: string;
    /** Defaults to `https://oauth2.googleapis.com/token`. */
    tokenUrl?: string;
    /** Defaults to `https://oauth2.googleapis.com/revoke`. */
    revokeUrl?: string;
    /** Keys of the ID tokens. Defaults to `https://www.googleapis.com/oauth2/v3/certs`. */
    jwksUrl?: string;
  };
}

export interface Config {
  auth?: {
    providers?: {
      /**
       * People's own Google tokens for Vertex AI, for environments whose strategy is `userOAuth`. By auth environment, of which the app
       * names one in `auth.environment` or `vertexAi.googleSignIn.environment`. It signs nobody in to Backstage.
       */
      'vertex-ai-google'?: {
        [authEnvironment: string]: VertexAiGoogleClientConfig;
      };
    };
  };
}
