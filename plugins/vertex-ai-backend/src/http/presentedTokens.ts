import {
  GOOGLE_TOKEN_HEADER,
  SUBJECT_TOKEN_HEADER,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { Request } from 'express';
import { invalidField, PresentedTokens, Secret } from '../core';

/** The form of a bearer token (RFC 6750 §2.1). Google's are shorter than the 12 KB that it reserves. */
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;
const MAX_CHARACTERS = 12 * 1024;

/**
 * The tokens of the person's own that came with a request. Nothing is believed of them here.
 *
 * @throws VertexAiError `invalid_request` for what cannot be a token; it names the header and never what was in it
 */
export function presentedTokens(request: Request): PresentedTokens | undefined {
  const google = tokenIn(request, GOOGLE_TOKEN_HEADER);
  const subject = tokenIn(request, SUBJECT_TOKEN_HEADER);
  return google || subject ? { google, subject } : undefined;
}

function tokenIn(request: Request, name: string): Secret<string> | undefined {
  const text = request.header(name);
  if (text === undefined || text === '') {
    return undefined;
  }
  if (text.length > MAX_CHARACTERS || !TOKEN.test(text)) {
    throw invalidField(
      `header.${name}`,
      `a bare token of at most ${MAX_CHARACTERS} characters, without "Bearer"`,
    );
  }
  return new Secret(text);
}
