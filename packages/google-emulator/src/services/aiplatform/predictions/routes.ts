import { VERTEX } from '../../../contract/contract';
import { Route } from '../../../http/Route';
import { needsOn, vertexMethod } from '../method';
import { predict } from './Predict';
import { rawPredict } from './RawPredict';

const NAME = '/v1/{name=projects/*/locations/*/endpoints/*}';

export const predictionRoutes: Route[] = [
  vertexMethod({
    method: 'Predict',
    http: 'POST',
    paths: [`${NAME}:predict`],
    request: `${VERTEX}.PredictRequest`,
    response: `${VERTEX}.PredictResponse`,
    keepsState: true,
    permissions: needsOn('endpoints')('predict'),
    handle: predict,
  }),
  vertexMethod({
    method: 'RawPredict',
    http: 'POST',
    paths: [`${NAME}:rawPredict`],
    keepsState: true,
    permissions: needsOn('endpoints')('predict'),
    handle: rawPredict,
  }),
];
