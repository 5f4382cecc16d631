import { Route } from '../../http/Route';
import { generateAccessToken } from './GenerateAccessToken';
import { generateIdToken } from './GenerateIdToken';
import { signBlob } from './SignBlob';
import { signJwt } from './SignJwt';

// The hyphen for the project is mandatory: Google refuses a project id or number there.
const ACCOUNT = '/v1/projects/-/serviceAccounts/{account}';

const method = (
  name: string,
  verb: string,
  handle: Route['handle'],
): Route => ({
  service: 'iamcredentials',
  method: name,
  http: 'POST',
  paths: [`${ACCOUNT}:${verb}`],
  request: `google.iam.credentials.v1.${name}Request`,
  handle,
});

export const iamCredentialsRoutes: Route[] = [
  method('GenerateAccessToken', 'generateAccessToken', generateAccessToken),
  method('GenerateIdToken', 'generateIdToken', generateIdToken),
  method('SignJwt', 'signJwt', signJwt),
  method('SignBlob', 'signBlob', signBlob),
];
