import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const program = `
  const { GoogleAuth } = require('google-auth-library');
  new GoogleAuth({ scopes: 'https://www.googleapis.com/auth/cloud-platform' })
    .getAccessToken()
    .then(
      token => process.stdout.write(JSON.stringify({ token })),
      error => process.stdout.write(JSON.stringify({ failure: error.message })),
    );`;

/**
 * What Google's own library makes of a configuration, in a process of its own as in a notebook: the file is named in
 * GOOGLE_APPLICATION_CREDENTIALS, and a token is asked for.
 */
export async function tokenByGoogleLibrary(
  configuration: object,
): Promise<{ token?: string; failure?: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'vertex-ai-lease-'));
  const file = join(folder, 'credentials.json');
  try {
    await writeFile(file, JSON.stringify(configuration), { mode: 0o600 });
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--eval', program],
      {
        cwd: __dirname,
        env: {
          PATH: process.env.PATH,
          NODE_NO_WARNINGS: '1',
          GOOGLE_APPLICATION_CREDENTIALS: file,
          // Else the library asks Google for the name of the pool's project.
          GOOGLE_CLOUD_PROJECT: 'ml-dev',
        },
      },
    );
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}
