import type {
  Action,
  StepUpSubject,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { VertexAiError } from '../core';
import type { Caller } from '../http';

export type SubjectKind = StepUpSubject['kind'];

/** What is signed. `type` and `version` say how the rest is to be read, for ever. */
export interface SignedIntent {
  type: string;
  version: number;
}

/** Who wants to sign what. */
export interface SubjectCall<K extends SubjectKind = SubjectKind> {
  caller: Caller;
  subject: Extract<StepUpSubject, { kind: K }>;
  correlationId: string;
  signal: AbortSignal;
}

/** What a subject means, and where it belongs. */
export interface SubjectIntent {
  intent: SignedIntent;
  environment?: string;
  action?: Action;
}

/**
 * Makes the intent of a subject, by the same code that makes it again when the request comes. Refuses what the caller may not ask for at
 * all: nobody is shown an intent with things in it that they may not see.
 */
export type IntentSource<K extends SubjectKind = SubjectKind> = (
  call: SubjectCall<K>,
) => Promise<SubjectIntent>;

/** Which slice says what a subject means. Filled by the wiring. */
export class IntentSources {
  readonly #sources = new Map<SubjectKind, IntentSource<any>>();

  register<K extends SubjectKind>(kind: K, source: IntentSource<K>): void {
    if (this.#sources.has(kind)) {
      throw new Error(`${kind} has a source already`);
    }
    this.#sources.set(kind, source);
  }

  /** @throws VertexAiError of the source, or `invalid_request` for a kind that nothing here signs */
  async intentOf(call: SubjectCall): Promise<SubjectIntent> {
    const source = this.#sources.get(call.subject.kind);
    if (!source) {
      throw new VertexAiError(
        'invalid_request',
        `body.subject.kind: nothing here is signed as ${call.subject.kind}`,
      );
    }
    return source(call);
  }
}
