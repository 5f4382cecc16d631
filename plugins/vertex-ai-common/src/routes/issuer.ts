import { issuerRotationSchema, issuerSchema } from '../schema/issuer';
import { none } from './parameters';
import { route } from './Route';

export const issuerRoutes = {
  getIssuer: route({
    id: 'getIssuer',
    method: 'get',
    path: '/issuer',
    summary:
      'The keys that assertions are signed with, and how they get to Google',
    params: none,
    query: none,
    response: issuerSchema,
    status: 200,
  }),
  rotateIssuerKeys: route({
    id: 'rotateIssuerKeys',
    method: 'post',
    path: '/issuer/rotation',
    summary:
      'Withdraws every key of the issuer and signs with a new one at once, for an emergency',
    params: none,
    query: none,
    body: issuerRotationSchema,
    response: issuerSchema,
    status: 200,
  }),
} as const;
