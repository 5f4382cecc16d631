module.exports = require('../../eslint/package-rules')(__dirname);
