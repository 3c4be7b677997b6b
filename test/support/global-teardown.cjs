require('tsx/cjs');

module.exports = require('./servers.ts').stopServers;
