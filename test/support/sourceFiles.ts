import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export interface SourceFile {
  /** `/`-separated, relative to the repository. */
  readonly path: string;
  readonly text: string;
}

/** Every file of ours that matches a glob, sorted by path. */
export function sourceFiles(glob: string): readonly SourceFile[] {
  return globSync(glob, { cwd: ROOT })
    .map(file => file.split(path.sep).join('/'))
    .sort()
    .map(file => ({ path: file, text: readFileSync(path.join(ROOT, file), 'utf8') }));
}

export interface Import {
  readonly specifier: string;
  /** True if nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

/** What a file imports, dynamic imports with a literal name included. */
export function importsOf(file: SourceFile): readonly Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier !== undefined &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      const typeOnly = ts.isImportDeclaration(node)
        ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
        : node.isTypeOnly;
      found.push({ specifier: node.moduleSpecifier.text, typeOnly });
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument !== undefined && ts.isStringLiteral(argument)) {
        found.push({ specifier: argument.text, typeOnly: false });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true));
  return found;
}
