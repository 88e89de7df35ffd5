// The terminals of the stand-in: each runs a command at once and ends it with exit code 0.
import { Emitter } from '../../../src/base/emitter.ts';

class Execution {
  readonly commandLine: { readonly value: string };
  constructor(value: string) {
    this.commandLine = { value };
  }
  read = async function* (): AsyncIterable<string> {
    // It prints nothing.
  };
}

export class Terminal {
  readonly exitStatus = undefined;
  readonly ran: string[] = [];
  readonly shellIntegration;
  constructor(cwd: string) {
    this.shellIntegration = {
      cwd: { fsPath: cwd },
      executeCommand: (command: string): Execution => {
        this.ran.push(command);
        const execution = new Execution(command);
        setImmediate(() => {
          started.fire({ terminal: this, execution });
          ended.fire({ terminal: this, execution, exitCode: 0 });
        });
        return execution;
      },
    };
  }
  show = (): void => undefined;
  sendText = (): void => undefined;
  dispose = (): void => undefined;
  /** The user begins a command in it. @returns ends it */
  begin(command: string): () => void {
    const execution = new Execution(command);
    started.fire({ terminal: this, execution });
    return () => {
      ended.fire({ terminal: this, execution, exitCode: 0 });
    };
  }
}

interface Told {
  readonly terminal: Terminal;
  readonly execution: Execution;
  readonly exitCode?: number;
}

const started = new Emitter<Told>();
const ended = new Emitter<Told>();
export const terminals: Terminal[] = [];
const never = new Emitter<never>();

export const terminalWindow = {
  onDidStartTerminalShellExecution: started.event,
  onDidEndTerminalShellExecution: ended.event,
  onDidChangeTerminalShellIntegration: never.event,
  onDidCloseTerminal: never.event,
  createTerminal: ({ cwd }: { readonly cwd: string }) => {
    const terminal = new Terminal(cwd);
    terminals.push(terminal);
    return terminal;
  },
};
