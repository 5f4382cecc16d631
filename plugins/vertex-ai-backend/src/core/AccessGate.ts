/** Who wants to do something, and where. */
export interface AccessSubject {
  /** Entity ref of a person, or service subject. */
  readonly actor: string;
  readonly environment: string;
}

/** Asked before a credential is minted, before one is handed out, and before something is changed: whether the access was ended. */
export interface AccessGate {
  /**
   * Costs a look into memory, but for the one caller that finds what is there too old.
   *
   * @throws VertexAiError `access_ended`; `internal` with a retry when it cannot be known, because an answer that is missing is not a yes
   */
  admit(subject: AccessSubject): Promise<void>;
  /**
   * For what belongs to no environment, such as a person's security keys: nobody whose access was ended anywhere is admitted, as the session
   * may be somebody else's.
   *
   * @throws VertexAiError as `admit`
   */
  admitPerson(actor: string): Promise<void>;
  /** Whether one credential was ended, by the id of its lease, though its owner's access was not. As of the last `admit`. */
  isLeaseEnded(lease: string): boolean;
}
