import { createTranslationRef } from '@backstage/frontend-plugin-api';
import {
  access,
  action,
  common,
  confirm,
  filters,
  notFound,
  phase,
  sources,
} from './messages/common';
import { approvals } from './messages/approvals';
import { accessReview } from './messages/access';
import { credentials, endings } from './messages/credentials';
import { deploy, entity, preview } from './messages/deploy';
import { cancel, deployments, identity } from './messages/deployments';
import {
  endpoints,
  models,
  predict,
  traffic,
  undeploy,
} from './messages/models';
import { emergency } from './messages/emergency';
import { google } from './messages/google';
import { environments } from './messages/environments';
import { issuer } from './messages/issuer';
import { overview } from './messages/overview';
import { problem } from './messages/problem';
import { revise } from './messages/revise';
import { securityKeys, stepUp } from './messages/stepUp';

/**
 * All words that the plugin shows. Apps can replace any of them, or add a language.
 *
 * @public
 */
export const vertexAiTranslationRef = createTranslationRef({
  id: 'plugin.vertex-ai',
  messages: {
    access,
    accessReview,
    action,
    approvals,
    cancel,
    common,
    confirm,
    credentials,
    deploy,
    deployments,
    emergency,
    endings,
    endpoints,
    entity,
    environments,
    filters,
    google,
    identity,
    issuer,
    models,
    notFound,
    overview,
    phase,
    predict,
    preview,
    problem,
    revise,
    securityKeys,
    sources,
    stepUp,
    traffic,
    undeploy,
  },
});
