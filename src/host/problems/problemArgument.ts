import type * as vscode from 'vscode';

/** A problem, as the light bulb hands it to a command; checked again where it arrives. */
export interface ProblemArgument {
  readonly uri: string;
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
  readonly message: string;
  readonly source?: string;
  /** `ts(2304)`: who reports it, and as what; absent where it has no code. */
  readonly problemKind?: string;
}

export function problemArgument(uri: vscode.Uri, problem: vscode.Diagnostic): ProblemArgument {
  const { range, message, source } = problem;
  const problemKind = kindOfProblem(problem);
  return {
    uri: uri.toString(),
    startLine: range.start.line,
    startCharacter: range.start.character,
    endLine: range.end.line,
    endCharacter: range.end.character,
    message,
    ...(source === undefined ? {} : { source }),
    ...(problemKind === undefined ? {} : { problemKind }),
  };
}

/** As the model is told of it (`languages/createProblemsPort.ts`); undefined without a code. */
export function kindOfProblem({ source = '', code }: vscode.Diagnostic): string | undefined {
  const plain = typeof code === 'object' ? code.value : code;
  return plain === undefined || plain === '' ? undefined : `${source}(${plain})`;
}
