module.exports = require('../eslint/package-rules')(__dirname, {
  rules: {
    // A journey asserts in its steps.
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect', 'journeys.walk', 'journeys.meet'] },
    ],
  },
});
