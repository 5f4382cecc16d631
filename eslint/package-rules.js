const factory = require('@backstage/cli/config/eslint-factory');
const { sizeLimits } = require('./sizeLimits');

/** Backstage's own rules with the size limits of this project. */
module.exports = (directory, { rules = {}, overrides = [] } = {}) => {
  const config = factory(directory, {
    rules: {
      ...sizeLimits,
      'no-console': 'error',
      ...rules,
    },
    overrides: [
      {
        files: ['**/*.test.ts', '**/*.test.tsx', 'migrations/*.js', 'dev/**'],
        // The rows of a rule table have as many columns as the rule has.
        rules: {
          'max-lines': 'off',
          'max-lines-per-function': 'off',
          'max-params': 'off',
        },
      },
      ...overrides,
    ],
  });
  // Without it the import rules cannot follow `../audit` to a TypeScript file, and pass over it in silence.
  config.settings = {
    ...config.settings,
    'import/resolver': {
      node: { extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs'] },
    },
  };
  return config;
};
