import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoClient } from './configuration';
import { people } from './people';

const root = join(__dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const entities = read('examples/org.yaml').split(/^---$/m);
const ofKind = (kind: string) =>
  entities.filter(entity => entity.includes(`\nkind: ${kind}\n`));
const nameOf = (entity: string) => /\n {2}name: (.+)/.exec(entity)?.[1];

describe('people of the demo', () => {
  it('are the users of the catalog, and nobody else is', () => {
    expect(ofKind('User').map(nameOf)).toEqual(people.map(({ id }) => id));
  });

  it.each(people)(
    'has $name in the same groups as the catalog, under the same address',
    ({ id, name, email, groups }) => {
      const entity = ofKind('User').find(user => nameOf(user) === id);
      expect(entity).toContain(`\n    displayName: ${name}\n`);
      expect(entity).toContain(`\n    email: ${email}\n`);
      expect(entity).toContain(`\n  memberOf: [${groups.join(', ')}]\n`);
      const known = ofKind('Group').map(nameOf);
      expect(known).toEqual(expect.arrayContaining([...groups]));
    },
  );

  it('are asked for by the portal as the client that is registered here', () => {
    const config = read('app-config.yaml');
    expect(config).toContain(`clientId: ${demoClient.client_id}\n`);
    expect(config).toContain(`clientSecret: ${demoClient.client_secret}\n`);
  });
});
