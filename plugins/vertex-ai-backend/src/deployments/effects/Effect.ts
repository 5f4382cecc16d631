import type {
  EffectKind,
  Problem,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { CallContext, VertexApi, VertexOperation } from '../../google';
import type { EffectArguments, EffectState } from '../model';

/** Google, as one deployment sees it during one step. */
export interface GoogleAccess {
  vertex: VertexApi;
  project: string;
  location: string;
  deploymentId: string;
  ctx: CallContext;
  /** Which of these operations are known to belong to another deployment of ours. */
  foreignOperations(names: readonly string[]): Promise<string[]>;
}

/** What became of a write. A failure that may pass is thrown, with its `retry`. */
export type Outcome =
  /** `found`: looked for, because nobody heard the answer; it may be another's. */
  | { type: 'accepted'; operation: string; found?: true }
  | { type: 'progressed'; stage?: string }
  | { type: 'finished' }
  | { type: 'effectFailed'; problem: Problem }
  | { type: 'notFound' };

/** One kind of write at Google. */
export interface Effect<K extends EffectKind> {
  /**
   * Sends it. Called when it was never sent, or when a look has not found it.
   *
   * @throws VertexAiError; without `retry` Google has refused it
   */
  send(args: EffectArguments[K], google: GoogleAccess): Promise<Outcome>;
  /**
   * Finds out what became of it by the ids that we chose, without changing anything.
   *
   * @throws VertexAiError
   */
  lookUp(effect: EffectState<K>, google: GoogleAccess): Promise<Outcome>;
  /** Whether an operation that ended well was ours. Absent: it was. */
  observe?(
    effect: EffectState<K>,
    operation: VertexOperation,
    google: GoogleAccess,
  ): Promise<Outcome>;
}
