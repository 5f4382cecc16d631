import { Route } from '../../http/Route';
import { exchangeToken } from './ExchangeToken';

export const stsRoutes: Route[] = [
  {
    service: 'sts',
    method: 'ExchangeToken',
    http: 'POST',
    paths: ['/v1/token'],
    auth: 'none',
    handle: exchangeToken,
  },
];
