module.exports = require('../../eslint/package-rules')(__dirname, {
  rules: {
    // Its test has the real portal make the evidence.
    '@backstage/no-mixed-plugin-imports': 'off',
  },
});
