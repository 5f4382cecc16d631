import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documents, ROOT } from './documents';
import { setupFiles } from './setup';

const files = { ...documents(), ...setupFiles() };

for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), text);
  if (path.endsWith('.sh')) {
    chmodSync(join(ROOT, path), 0o755);
  }
  process.stdout.write(`${path}\n`);
}
