const { sizeLimits } = require('./eslint/sizeLimits');

module.exports = {
  root: true,
  overrides: [
    {
      // What belongs to no package. Each package has rules of its own, by eslint/package-rules.js.
      files: ['scripts/**/*.cjs', 'eslint/*.js', '.eslintrc.js'],
      extends: ['eslint:recommended'],
      env: { node: true, es2022: true },
      rules: sizeLimits,
    },
    {
      files: ['scripts/**/*.test.cjs'],
      rules: { 'max-lines-per-function': 'off' },
    },
  ],
};
