export interface Config {
  /** What the pages have to know. */
  vertexAi?: {
    /** People's own Google tokens, for environments whose strategy is `userOAuth`. */
    googleSignIn?: {
      /**
       * Which client of `auth.providers.vertex-ai-google` people sign in to Google with, by its auth environment. Default:
       * `auth.environment`.
       *
       * @visibility frontend
       */
      environment: string;
    };
  };
}
