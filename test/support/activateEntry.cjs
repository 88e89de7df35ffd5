// node activateEntry.cjs FILE: activates the entry with a stand-in for `vscode`, then runs one command.
// Prints as JSON what was required by each of the two. Plain CommonJS, so that nothing but Node itself
// is loaded before.
const Module = require('node:module');
const { standInVscode } = require('./standInVscode.cjs');

const required = [];
const commands = new Map();
const tools = [];
const vscode = standInVscode(
  (id, run) => commands.set(id, run),
  name => tools.push(name),
);

const load = Module._load;
Module._load = (request, ...rest) => {
  required.push(request);
  if (request === 'vscode') return vscode;
  // What a command loads is only named: it could not run with this stand-in.
  if (request.endsWith('/app.cjs')) throw new Error('not loaded');
  return load(request, ...rest);
};

const entry = require(process.argv[2]);
entry.activate({ subscriptions: [], secrets: { onDidChange: () => undefined } });
const atActivation = required.splice(0).slice(1);
commands
  .get('plumb.openChat')()
  .catch(() => undefined)
  .then(() => {
    const atFirstUse = required.splice(0);
    console.log(
      JSON.stringify({ commands: [...commands.keys()], tools, atActivation, atFirstUse }),
    );
  });
