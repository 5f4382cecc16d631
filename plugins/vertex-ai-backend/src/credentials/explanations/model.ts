import type { HopName } from '@backstage-vertex/plugin-vertex-ai-common';

/** What an explanation names, so that its command can be run as it stands. */
export interface ExplanationFacts {
  /** Our own. */
  issuer: string;
  /** Full resource name of the workload identity provider. */
  audience: string;
  environment: string;
  /** Whom a person asks for a role. */
  grantedBy: readonly string[];
  /** Absent where somebody has none. */
  role?: string;
  /** E-mail of the account that the role impersonates, where the strategy has one. */
  serviceAccount?: string;
  /** E-mails of the accounts between the person and that one. */
  delegates?: readonly string[];
  /** Of the token that is exchanged, where it is somebody else's: the company's identity provider's, or Azure's. */
  external?: { issuer: string; audience: string };
  /** OAuth clients whose tokens count. */
  clientIds?: readonly string[];
}

export interface Explanation {
  hop: HopName;
  /** Google's error name, or ours. */
  code: string;
  /** Only where one code stands for several mistakes; then the exact words tell them apart. */
  words?: RegExp;
  /** What it means and what repairs it. */
  text(facts: ExplanationFacts): string;
}
