import { z } from 'zod';
import { environmentSchema } from '../schema/access';
import { diagnosisRequestSchema, diagnosisSchema } from '../schema/diagnosis';
import { environment, none } from './parameters';
import { route } from './Route';

export const environmentsRoutes = {
  listEnvironments: route({
    id: 'listEnvironments',
    method: 'get',
    path: '/environments',
    summary: 'Environments, with the roles and the access of the caller',
    params: none,
    query: none,
    response: z.object({ items: z.array(environmentSchema) }),
    status: 200,
  }),
  diagnose: route({
    id: 'diagnose',
    method: 'post',
    path: '/environments/{environment}/diagnosis',
    summary: 'The walk from a person to Google, hop by hop, made just now',
    params: environment,
    query: none,
    body: diagnosisRequestSchema,
    response: diagnosisSchema,
    status: 200,
  }),
} as const;
