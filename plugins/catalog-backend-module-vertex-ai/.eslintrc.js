module.exports = require('../../eslint/package-rules')(__dirname, {
  overrides: [
    {
      files: ['src/__testUtils__/**'],
      rules: {
        // The tests run the plugin that is asked beside this module, as a portal does.
        '@backstage/no-mixed-plugin-imports': 'off',
      },
    },
  ],
});
