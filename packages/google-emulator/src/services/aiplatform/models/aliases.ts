import { ApiError } from '../../../core/ApiError';
import { vertexTexts } from '../../../texts';

const ALIAS = /^[a-z][a-zA-Z0-9-]{0,126}[a-z0-9]$/;

export function checkAlias(alias: string): void {
  if (!ALIAS.test(alias)) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.badAlias(alias));
  }
}
