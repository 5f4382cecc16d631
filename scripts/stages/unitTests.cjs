'use strict';

const os = require('node:os');
const { Postgres } = require('./Postgres.cjs');
const { runJest } = require('./jest.cjs');

/** Unit and boundary tests of every package, on SQLite and on a real PostgreSQL. */
const unitTests = {
  name: 'unit and boundary tests',
  async run(context) {
    const postgres = await Postgres.start();
    context.onStop(() => postgres.stop());
    // More than there are cores, as many tests wait for a backend to do something.
    const workers = String(os.availableParallelism() + 2);
    return runJest(
      context,
      ['--ignoreProjects', 'e2e', '--maxWorkers', workers],
      {
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING:
          postgres.connectionString,
      },
    );
  },
};

module.exports = { unitTests };
