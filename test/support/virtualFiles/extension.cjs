const vscode = require('vscode');

/** Paths to texts; a folder is whatever a path leads through. */
const files = new Map([
  ['/shop/README.md', '# Shop\n'],
  ['/shop/src/price.ts', 'export const price = 12;\n'],
  [
    '/shop/src/answer.schema.json',
    '{"type":"object","properties":{"price":{"type":"integer"}},"required":["price"],"additionalProperties":false}\n',
  ],
  ['/shop/.plumbignore', 'vault/\n'],
  ['/shop/vault/letter.txt', 'for nobody\n'],
]);
const changed = new vscode.EventEmitter();

function stat(uri) {
  const text = files.get(uri.path);
  if (text !== undefined) {
    const { length } = new TextEncoder().encode(text);
    return { type: vscode.FileType.File, ctime: 0, mtime: length, size: length };
  }
  if (readDirectory(uri).length === 0) throw vscode.FileSystemError.FileNotFound(uri);
  return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
}

function readDirectory(uri) {
  const above = uri.path.replace(/\/?$/, '/');
  const below = [...files.keys()].filter(path => path.startsWith(above));
  const entries = below.map(path => {
    const [name, ...rest] = path.slice(above.length).split('/');
    return [name, rest.length > 0 ? vscode.FileType.Directory : vscode.FileType.File];
  });
  return [...new Map(entries)];
}

const provider = {
  onDidChangeFile: changed.event,
  watch: () => new vscode.Disposable(() => undefined),
  stat,
  readDirectory,
  createDirectory: () => undefined,
  readFile: uri => {
    const text = files.get(uri.path);
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(text);
  },
  writeFile: (uri, bytes) => {
    files.set(uri.path, new TextDecoder().decode(bytes));
    changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  },
  delete: uri => {
    files.delete(uri.path);
    changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  },
  rename: (from, to) => {
    files.set(to.path, files.get(from.path) ?? '');
    files.delete(from.path);
  },
};

exports.activate = context => {
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('virtual', provider, { isCaseSensitive: true }),
  );
};
