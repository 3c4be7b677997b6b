// Jest maps the `.js` of our imports in tests but not in its global set-up; tsx does.
require('tsx/cjs/api').register();

module.exports = require('./servers.ts').startServers;
