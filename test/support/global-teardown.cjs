require('tsx/cjs/api').register();

module.exports = require('./servers.ts').stopServers;
