import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { writeFileSync } from 'node:fs';
import { openApiDocument } from './document';

/** Writes the committed copy of the document, which shows a change of the API in review. */
writeFileSync(
  resolvePackagePath(
    '@backstage-vertex/plugin-vertex-ai-backend',
    'openapi.json',
  ),
  `${JSON.stringify(openApiDocument(), null, 2)}\n`,
);
