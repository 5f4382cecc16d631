import { ApiError } from '../../core/ApiError';
import { isObject } from '../../core/json';
import { Call, Reply, World } from '../../http/Route';
import { iamCredentialsTexts } from '../../texts';
import { authorizeImpersonation } from './authorizeImpersonation';

const LONGEST_SECONDS = 12 * 3600;

/** Signs the caller's claims with a key of the service account. `exp`, when given, is at most 12 hours away. */
export async function signJwt(call: Call, world: World): Promise<Reply> {
  authorizeImpersonation(call, 'iam.serviceAccounts.signJwt', world);
  const payload = readPayload(call.body.payload);
  const nowSeconds = Math.floor(call.now.getTime() / 1000);
  const { exp } = payload;
  if (exp !== undefined) {
    const left = Number(exp) - nowSeconds;
    if (!(left > 0 && left <= LONGEST_SECONDS)) {
      throw new ApiError(
        'INVALID_ARGUMENT',
        iamCredentialsTexts.payloadExpires,
      );
    }
  }
  const { keyId, jwt } = await world.signingKey.signJwt(payload);
  return { body: { keyId, signedJwt: jwt } };
}

function readPayload(text: unknown) {
  try {
    const payload: unknown = JSON.parse(`${text}`);
    if (isObject(payload)) return payload;
  } catch {
    // The refusal below says what is wrong.
  }
  throw new ApiError('INVALID_ARGUMENT', iamCredentialsTexts.payloadNotJson);
}
