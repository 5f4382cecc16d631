module.exports = require('../../eslint/package-rules')(__dirname, {
  rules: {
    // A benchmark runs what it measures in its own process, as the backend does.
    '@backstage/no-mixed-plugin-imports': 'off',
  },
});
