/** Tables and reducers may name themselves as exceptions inline. */
const sizeLimits = {
  'max-params': ['error', 3],
  'max-lines': ['error', 400],
  'max-lines-per-function': ['error', 60],
};

module.exports = { sizeLimits };
