import * as vscode from 'vscode';
import * as z from 'zod';

/**
 * A test, or a message of one, as VS Code's menus hand it over: a `TestItem`, which of another
 * extension's test is only the data of one, or `{test, message}` from the view of results.
 */
const Item = z.object({
  label: z.string().max(2_000),
  uri: z.custom<vscode.Uri>(value => value instanceof vscode.Uri).optional(),
  range: z.custom<vscode.Range>(value => value instanceof vscode.Range).optional(),
});

const Words = z.union([
  z.string(),
  z.object({ value: z.string() }).transform(({ value }) => value),
]);

const Message = z.object({
  message: Words,
  expectedOutput: z.string().optional(),
  actualOutput: z.string().optional(),
});

const Argument = z.union([
  z.object({ test: Item, message: Message }),
  Item.transform(test => ({ test, message: undefined })),
]);

export interface ChosenTest {
  readonly label: string;
  readonly uri: vscode.Uri | undefined;
  readonly range: vscode.Range | undefined;
  /** What it failed with, where the menu of a message says so. */
  readonly failure: string | undefined;
}

/** Undefined for what is no test. */
export function chosenTest([argument]: readonly unknown[]): ChosenTest | undefined {
  const { data } = Argument.safeParse(argument);
  if (data === undefined) return undefined;
  const { test, message } = data;
  const { label, uri, range } = test;
  return { label, uri, range, failure: message && failureOf(message) };
}

function failureOf({ message, expectedOutput, actualOutput }: z.infer<typeof Message>): string {
  return [
    message,
    ...(expectedOutput === undefined ? [] : [`Expected:\n${expectedOutput}`]),
    ...(actualOutput === undefined ? [] : [`Actual:\n${actualOutput}`]),
  ].join('\n\n');
}
