import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { vertexAiTranslationRef } from '../translation';
import { accessReview } from './de/access';
import { approvals } from './de/approvals';
import { basics } from './de/basics';
import { changes } from './de/changes';
import { credentials } from './de/credentials';
import { emergency } from './de/emergency';
import { issuer } from './de/issuer';
import { problems } from './de/problems';
import { registry } from './de/registry';
import { revise } from './de/revise';
import { stepUp } from './de/stepUp';

/** German. `full` makes the compiler ask for every message. */
const german = createTranslationMessages({
  ref: vertexAiTranslationRef,
  full: true,
  messages: {
    ...accessReview,
    ...approvals,
    ...basics,
    ...changes,
    ...credentials,
    ...emergency,
    ...issuer,
    ...problems,
    ...registry,
    ...revise,
    ...stepUp,
  },
});

export default german;
