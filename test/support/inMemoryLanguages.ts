import { PlumbError } from '../../src/base/errors.ts';
import type {
  ActionEdits,
  CallEdge,
  FileEdits,
  FoundSymbol,
  LanguagePort,
  OfferedAction,
  Place,
  Position,
} from '../../src/tools/languagePort.ts';
import type { Problem, ProblemsPort } from '../../src/tools/problemsPort.ts';

/** A language server of fixed answers; what it was asked last is in `asked`. */
export interface InMemoryLanguages {
  readonly port: LanguagePort;
  symbols: readonly FoundSymbol[];
  places: readonly Place[];
  edges: readonly CallEdge[] | undefined;
  edits: readonly FileEdits[];
  actions: readonly (OfferedAction & ActionEdits)[];
  asked: Position | undefined;
}

export function createInMemoryLanguages(): InMemoryLanguages {
  const at = async <T>(position: Position, answer: T): Promise<T> => {
    server.asked = position;
    return Promise.resolve(answer);
  };
  const server: InMemoryLanguages = {
    symbols: [],
    places: [],
    edges: undefined,
    edits: [],
    actions: [],
    asked: undefined,
    port: {
      documentSymbols: () => Promise.resolve(server.symbols),
      workspaceSymbols: () => Promise.resolve(server.symbols),
      definitions: position => at(position, server.places),
      references: position => at(position, server.places),
      calls: position => at(position, server.edges),
      renameEdits: position => at(position, server.edits),
      actions: () => Promise.resolve(server.actions),
      actionEdits: (_path, _lines, title) => {
        const action = server.actions.find(candidate => candidate.title === title);
        if (action === undefined) throw new PlumbError(`no action ${title}`);
        return Promise.resolve(action);
      },
      formatEdits: () => Promise.resolve(server.edits[0]),
    },
  };
  return server;
}

/** Problems as a test sets them, before and after it changes something. */
export interface InMemoryProblems {
  readonly port: ProblemsPort;
  current: readonly Problem[];
  /** Whether a server is there for what is asked about. */
  hasServers: boolean;
  /** Display paths of what was looked at, in order. */
  readonly lookedAt: readonly string[];
}

export function createInMemoryProblems(): InMemoryProblems {
  let before: readonly Problem[] | undefined;
  const lookedAt: string[] = [];
  const problems: InMemoryProblems = {
    current: [],
    hasServers: true,
    lookedAt,
    port: {
      look: paths => {
        lookedAt.push(...paths.map(({ display }) => display));
        return Promise.resolve({ problems: problems.current, hasServers: problems.hasServers });
      },
      lookAtShown: (paths = []) => {
        lookedAt.push(...paths.map(({ display }) => display));
        return Promise.resolve(problems.current);
      },
      beforeLastEdit: () => before,
      noteBeforeEdit: noted => {
        before = noted;
      },
    },
  };
  return problems;
}
