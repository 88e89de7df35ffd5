// An extension of its own that knows nothing of Plumb: it puts two tests of the sample workspace
// into the Test Explorer; when they are run, one passes, and of the other it says how it fails.
const vscode = require('vscode');

exports.activate = context => {
  const [folder] = vscode.workspace.workspaceFolders;
  const uri = vscode.Uri.joinPath(folder.uri, 'test', 'discount.test.ts');
  const controller = vscode.tests.createTestController('runner', 'A Test Runner');
  context.subscriptions.push(controller);
  const test = (id, label, first, last) => {
    const item = controller.createTestItem(id, label, uri);
    item.range = new vscode.Range(first, 0, last, 3);
    controller.items.add(item);
    return item;
  };
  const passing = test('few', 'a few cost the full price', 4, 7);
  const failing = test('tiers', 'each tier begins at its own quantity', 9, 13);
  controller.createRunProfile('Run', vscode.TestRunProfileKind.Run, request => {
    const run = controller.createTestRun(request);
    const message = vscode.TestMessage.diff('Expected values to be strictly equal', '10', '5');
    message.location = new vscode.Location(uri, new vscode.Position(11, 2));
    run.passed(passing, 2);
    run.failed(failing, message, 3);
    run.end();
  });
};
