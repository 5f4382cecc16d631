import {
  accessPageSchema,
  accessQuerySchema,
  simulationRequestSchema,
  simulationSchema,
} from '../schema/accessReview';
import { none } from './parameters';
import { route } from './Route';

export const accessRoutes = {
  listAccess: route({
    id: 'listAccess',
    method: 'get',
    path: '/access',
    summary: 'Who has which role in the environments that the caller audits',
    params: none,
    query: accessQuerySchema,
    response: accessPageSchema,
    status: 200,
  }),
  simulateAccess: route({
    id: 'simulateAccess',
    method: 'post',
    path: '/access/simulation',
    summary: 'What the policy says to one action of one person, rule by rule',
    params: none,
    query: none,
    body: simulationRequestSchema,
    response: simulationSchema,
    status: 200,
  }),
} as const;
