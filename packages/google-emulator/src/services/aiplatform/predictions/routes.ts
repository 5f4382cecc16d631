import { VERTEX } from '../../../contract/contract';
import { Route } from '../../../http/Route';
import { predict } from './Predict';
import { rawPredict } from './RawPredict';

const NAME = '/v1/{name=projects/*/locations/*/endpoints/*}';

const permissions: Route['permissions'] = call => [
  {
    permission: 'aiplatform.endpoints.predict',
    resource: call.params.name,
  },
];

export const predictionRoutes: Route[] = [
  {
    service: 'aiplatform',
    method: 'Predict',
    http: 'POST',
    paths: [`${NAME}:predict`],
    request: `${VERTEX}.PredictRequest`,
    response: `${VERTEX}.PredictResponse`,
    keepsState: true,
    permissions,
    handle: predict,
  },
  {
    service: 'aiplatform',
    method: 'RawPredict',
    http: 'POST',
    paths: [`${NAME}:rawPredict`],
    keepsState: true,
    permissions,
    handle: rawPredict,
  },
];
