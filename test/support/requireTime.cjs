// node requireTime.cjs FILE: prints the nanoseconds that `require(FILE)` took. Plain CommonJS, so that
// nothing but Node itself is loaded before. `vscode` is put in its place as VS Code itself does it.
const Module = require('node:module');

const load = Module._load;
const vscode = {};
Module._load = (request, ...rest) => (request === 'vscode' ? vscode : load(request, ...rest));

const file = process.argv[2];
const begun = process.hrtime.bigint();
require(file);
const ended = process.hrtime.bigint();
console.log(String(ended - begun));
