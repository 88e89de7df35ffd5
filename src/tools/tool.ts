import type { z } from 'zod';
import type { DiffFile } from '../edits/lineDiff.ts';
import type { CommandPort, EditPort, FileChange, FilesPort, PathPort, SearchPort, WorkspacePath } from './ports.ts';

/** The ports, and what belongs to one call. */
export interface ToolContext {
  readonly paths: PathPort;
  readonly files: FilesPort;
  readonly search: SearchPort;
  readonly commands: CommandPort;
  readonly edits: EditPort;
  readonly signal: AbortSignal;
  /** Live output for the call's card. */
  readonly onOutput: (text: string) => void;
}

/** What goes back to the model, and one line for the card. */
export interface ToolOutput {
  readonly content: string;
  /** For people: "3 files", "exit code 1". */
  readonly summary: string;
  readonly failed: boolean;
}

/** Only looks: runs without asking. */
export interface ReadTool<Input> {
  readonly kind: 'read';
  readonly name: string;
  /** For the model: when to use it, when not, what comes back. */
  readonly description: string;
  readonly input: z.ZodType<Input>;
  /** For the card, before the call ran: `src/a.ts:1-40`. */
  title(input: Input): string;
  run(input: Input, context: ToolContext): Promise<ToolOutput>;
}

/**
 * Has an effect, so it works in two steps: `prepare` works out what would happen and changes
 * nothing; `perform` does exactly that and is only called once the policy allowed it.
 */
export interface EffectTool<Input> {
  readonly kind: 'effect';
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodType<Input>;
  title(input: Input): string;
  /** @throws ToolRefusal if the call cannot be carried out. */
  prepare(input: Input, context: ToolContext): Promise<Proposal>;
  perform(proposal: Proposal, context: ToolContext): Promise<ToolOutput>;
}

export type Tool<Input = never> = ReadTool<Input> | EffectTool<Input>;

/** Everything that will happen and everything that a person is shown of it; plain data. */
export type Proposal =
  | {
      readonly kind: 'edit';
      readonly changes: readonly FileChange[];
      /** The same changes as a person sees them. */
      readonly diff: readonly DiffFile[];
    }
  | {
      readonly kind: 'command';
      readonly command: string;
      readonly cwd: WorkspacePath;
      readonly timeoutMs: number;
    };

/** A call that was understood but cannot be carried out; the message tells the model what to do. */
export class ToolRefusal extends Error {
  override readonly name = 'ToolRefusal';
}
