import type { MessageRule } from './contract';

const text = { type: 'string' };
const texts = { type: 'string', list: true };
const impersonation = { name: text, delegates: texts };

/** Requests of the other APIs, whose descriptors Vertex AI's client does not carry (from their discovery documents). */
export const SMALL_MESSAGES: Record<string, MessageRule> = {
  'google.iam.v1.TestIamPermissionsRequest': {
    fields: { resource: text, permissions: texts },
  },
  'google.iam.credentials.v1.GenerateAccessTokenRequest': {
    fields: {
      ...impersonation,
      scope: texts,
      lifetime: { type: 'google.protobuf.Duration' },
    },
  },
  'google.iam.credentials.v1.GenerateIdTokenRequest': {
    fields: {
      ...impersonation,
      audience: text,
      includeEmail: { type: 'bool' },
      organizationNumberIncluded: { type: 'bool' },
      useEmailAzp: { type: 'bool' },
    },
  },
  'google.iam.credentials.v1.SignJwtRequest': {
    fields: { ...impersonation, payload: text },
  },
  'google.iam.credentials.v1.SignBlobRequest': {
    fields: { ...impersonation, payload: { type: 'bytes' } },
  },
  'google.identity.sts.v1.ExchangeTokenRequest': {
    fields: {
      grantType: text,
      audience: text,
      scope: text,
      requestedTokenType: text,
      subjectToken: text,
      subjectTokenType: text,
      options: text,
    },
  },
  'google.api.cloudquotas.v1.ListQuotaInfosRequest': {
    fields: { parent: text, pageSize: { type: 'int32' }, pageToken: text },
  },
  'google.monitoring.v3.ListTimeSeriesRequest': {
    fields: {
      name: text,
      filter: text,
      'interval.startTime': text,
      'interval.endTime': text,
      orderBy: text,
      view: text,
      pageSize: { type: 'int32' },
      pageToken: text,
    },
  },
};
