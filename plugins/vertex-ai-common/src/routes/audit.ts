import { auditPageSchema, auditQuerySchema } from '../schema/audit';
import { none } from './parameters';
import { route } from './Route';

export const auditRoutes = {
  listAudit: route({
    id: 'listAudit',
    method: 'get',
    path: '/audit',
    summary: 'Audit entries of the environments that the caller audits',
    params: none,
    query: auditQuerySchema,
    response: auditPageSchema,
    status: 200,
  }),
} as const;
