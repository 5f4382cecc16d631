const { backendZones } = require('../../eslint/boundaries');

module.exports = require('../../eslint/package-rules')(__dirname, {
  overrides: [
    {
      files: ['src/**/*.ts'],
      excludedFiles: ['src/**/*.test.ts', 'src/__testUtils__/**'],
      rules: {
        'import/no-restricted-paths': [
          'error',
          { basePath: __dirname, zones: backendZones() },
        ],
      },
    },
  ],
});
