import * as z from 'zod';
import { isJsonObject, type JsonObject } from '../base/json.ts';
import type { Guarded } from '../base/accessLevel.ts';
import { cutMiddle } from '../base/text.ts';
import type { TextSource } from '../base/textSource.ts';
import type { DiffFile } from '../edits/lineDiff.ts';
import type { AccessPort } from './accessPort.ts';
import type { GitPort } from './gitPort.ts';
import type { LanguagePort } from './languagePort.ts';
import type {
  CommandPort,
  EditPort,
  FileChange,
  FilesPort,
  PathPort,
  SearchPort,
  ShownTexts,
  WorkspacePath,
} from './ports.ts';
import type { ProblemsPort } from './problemsPort.ts';
import type { RankedSearchPort } from './rankedSearchPort.ts';
import type { ToolImage, ToolImagesPort } from './toolImage.ts';

/** The ports, and what belongs to one call. */
export interface ToolContext {
  readonly paths: PathPort;
  readonly files: FilesPort;
  readonly search: SearchPort;
  readonly commands: CommandPort;
  readonly edits: EditPort;
  readonly access: AccessPort;
  readonly languages: LanguagePort;
  readonly problems: ProblemsPort;
  readonly git: GitPort;
  readonly ranked: RankedSearchPort;
  readonly images: ToolImagesPort;
  /** URIs of guarded files that a person lets the model see, in this call or in this chat. */
  readonly granted: ReadonlySet<string>;
  /** Of the chat that the call belongs to. */
  readonly shown: ShownTexts;
  readonly signal: AbortSignal;
  /** Live output for the call's card. */
  readonly onOutput: (text: string) => void;
}

/** What working out an edit needs; a person who applies code has this much, without a call. */
export type EditContext = Pick<
  ToolContext,
  'paths' | 'files' | 'access' | 'granted' | 'shown' | 'signal'
>;

/** What goes back to the model, and one line for the card. */
export interface ToolOutput {
  readonly content: string;
  /** For people: "3 files", "exit code 1". */
  readonly summary: string;
  readonly failed: boolean;
  /** Where the text in `content` came from; absent if all of it is our own words. */
  readonly sources?: readonly TextSource[];
  /** Go into the next request; `content` need not name them. */
  readonly images?: readonly ToolImage[];
  /** A person allowed keys and credentials to be in `content`: they are not masked for the model. */
  readonly holdsSecrets?: true;
}

/** A tool as the agent loop knows it; made by `defineReadTool` and `defineEffectTool`. */
export interface Tool {
  readonly name: string;
  /** For the model: when to use it, when not, what comes back. */
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly schema: JsonObject;
  /** Checks the arguments; the answer says what may be done with them. */
  accept(input: JsonObject): AcceptedCall | RefusedCall;
}

export type AcceptedCall = ReadCall | EffectCall;

/** Only looks: runs without asking, but for files that are guarded. */
export interface ReadCall {
  readonly kind: 'read';
  /** For the card: `src/a.ts:1-40`. */
  readonly title: string;
  /** The guarded files that it would show to the model; it shows none that was not granted. */
  readonly guarded?: (context: ToolContext) => Promise<readonly Guarded[]>;
  run(context: ToolContext): Promise<ToolOutput>;
}

/**
 * Has an effect, so it goes in two steps: `prepare` works out what would happen and changes
 * nothing; `perform` does exactly that, and is only called once the policy allowed it.
 */
export interface EffectCall {
  readonly kind: 'effect';
  readonly title: string;
  /** @throws ToolRefusal if the call cannot be carried out. */
  prepare(context: ToolContext): Promise<Proposal>;
  perform(proposal: Proposal, context: ToolContext): Promise<ToolOutput>;
}

export interface RefusedCall {
  readonly kind: 'refused';
  /** What is wrong with the arguments, for the model. */
  readonly reason: string;
}

/** Everything that will happen and everything that a person is shown of it; plain data. */
export type Proposal = EditProposal | CommandProposal | ReadProposal;

/** Shows guarded files to the model. */
export interface ReadProposal {
  readonly kind: 'read';
  readonly files: readonly Guarded[];
}

export interface EditProposal {
  readonly kind: 'edit';
  readonly changes: readonly FileChange[];
  /** The same changes as a person sees them. */
  readonly diff: readonly DiffFile[];
  /** What was tolerated to find the places, in words for the model; absent if nothing was. */
  readonly notes?: readonly string[];
  /** Files of the change, moves at both ends, that are no plain edit. */
  readonly guarded?: readonly Guarded[];
  /** What a person should see in it, in words: a setting that starts a program, … (S13). */
  readonly warnings?: readonly string[];
}

export interface CommandProposal {
  readonly kind: 'command';
  readonly command: string;
  readonly cwd: WorkspacePath;
  readonly timeoutMs: number;
  /** It goes on by itself; what it prints is read, and it is ended, by its handle. */
  readonly background?: true;
}

/** A call that was understood but cannot be carried out; the message tells the model what to do. */
export class ToolRefusal extends Error {
  override readonly name = 'ToolRefusal';
}

interface ToolSpec<Input> {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodType<Input>;
  title(input: Input): string;
}

export function defineReadTool<Input>(
  spec: ToolSpec<Input> & {
    readonly guarded?: (input: Input, context: ToolContext) => Promise<readonly Guarded[]>;
    run(input: Input, context: ToolContext): Promise<ToolOutput>;
  },
): Tool {
  const { guarded } = spec;
  return defineTool(spec, input => ({
    kind: 'read',
    title: spec.title(input),
    ...(guarded === undefined ? {} : { guarded: context => guarded(input, context) }),
    run: context => spec.run(input, context),
  }));
}

export function defineEffectTool<Input, Prepared extends Proposal>(
  spec: ToolSpec<Input> & {
    readonly proposes: Prepared['kind'];
    prepare(input: Input, context: ToolContext): Promise<Prepared>;
    perform(proposal: Prepared, context: ToolContext, input: Input): Promise<ToolOutput>;
  },
): Tool {
  const isOurs = (proposal: Proposal): proposal is Prepared => proposal.kind === spec.proposes;
  return defineTool(spec, input => ({
    kind: 'effect',
    title: spec.title(input),
    prepare: context => spec.prepare(input, context),
    perform: (proposal, context) => {
      if (!isOurs(proposal)) throw new Error(`${spec.name} was given a ${proposal.kind} proposal`);
      return spec.perform(proposal, context, input);
    },
  }));
}

function defineTool<Input>(spec: ToolSpec<Input>, accept: (input: Input) => AcceptedCall): Tool {
  const schema: unknown = z.toJSONSchema(spec.input, { target: 'draft-7', io: 'input' });
  if (!isJsonObject(schema)) throw new Error(`${spec.name} has no object schema`);
  return {
    name: spec.name,
    description: spec.description,
    schema,
    accept: input => {
      const parsed = spec.input.safeParse(input);
      return parsed.success
        ? accept(parsed.data)
        : { kind: 'refused', reason: describeIssues(spec.name, parsed.error) };
    },
  };
}

/** A complaint quotes what was sent, which may be of any size. */
const MAX_COMPLAINT = 2_000;

function describeIssues(name: string, error: z.ZodError): string {
  const issues = error.issues.map(issue => {
    const where = issue.path.length === 0 ? 'arguments' : issue.path.join('.');
    return `- ${where}: ${issue.message}`;
  });
  return `The arguments of ${name} do not fit its schema:\n${cutMiddle(issues.join('\n'), MAX_COMPLAINT).text}\nNothing was done. Call it again with the arguments corrected.`;
}
