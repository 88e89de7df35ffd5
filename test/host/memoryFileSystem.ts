import * as vscode from 'vscode';

/**
 * Files in memory behind a scheme of their own, whose writes a test may make fail or hang. Without
 * `caseMatters` a file is found under its name in any case, and keeps the case that it was given.
 */
export class MemoryFileSystem implements vscode.FileSystemProvider {
  readonly files = new Map<string, Uint8Array>();
  caseMatters = true;
  /** What becomes of a write, before anything is written. */
  beforeWrite: (uri: vscode.Uri, content: Uint8Array) => Promise<void> = () => Promise.resolve();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  #writes = 0;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    if (uri.path === '/') return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const { length } = this.readFile(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: this.#writes, size: length };
  }

  readDirectory(): [string, vscode.FileType][] {
    return [...this.files.keys()].map(path => [path.slice(1), vscode.FileType.File]);
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const bytes = this.files.get(this.#name(uri));
    if (bytes === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return bytes;
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await this.beforeWrite(uri, content);
    this.#writes += 1;
    this.files.set(this.#name(uri), content);
  }

  delete(uri: vscode.Uri): void {
    this.files.delete(this.#name(uri));
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(from: vscode.Uri, to: vscode.Uri, options: { readonly overwrite: boolean }): void {
    const bytes = this.readFile(from);
    const taken = this.files.has(this.#name(to)) && this.#name(to) !== this.#name(from);
    if (taken && !options.overwrite) throw vscode.FileSystemError.FileExists(to);
    this.delete(from);
    this.files.set(to.path, bytes);
  }

  /** The name that a file has, or would have. */
  #name({ path }: vscode.Uri): string {
    if (this.caseMatters) return path;
    const lower = path.toLowerCase();
    return [...this.files.keys()].find(name => name.toLowerCase() === lower) ?? path;
  }
}
