import * as l10n from '@vscode/l10n';

export interface BuiltInPrompt {
  /** Behind the `/`; the same in every language. */
  readonly name: string;
  readonly description: string;
  readonly text: string;
}

/** They speak of what goes along with the message: files, the selection, or what is named in it. */
export function builtInPrompts(): readonly BuiltInPrompt[] {
  return [
    {
      name: 'explain',
      description: l10n.t('Explain the code that goes along'),
      text: l10n.t(
        'Explain what the attached code does, why it is written this way, and what to watch out for. If nothing is attached, explain how this project is built.',
      ),
    },
    {
      name: 'fix',
      description: l10n.t('Find what is wrong and fix it'),
      text: l10n.t(
        'Find what is wrong in what is attached and fix it with the smallest change that does. If nothing is attached, fix the problems that the editor shows. Check afterwards that they are gone.',
      ),
    },
    {
      name: 'tests',
      description: l10n.t("Write tests with the project's own framework"),
      text: l10n.t(
        "Write tests for the attached code with the project's own test framework, where its tests are, and run them. If nothing is attached, test what changed last.",
      ),
    },
    {
      name: 'review',
      description: l10n.t('Review changes before they are committed'),
      text: l10n.t(
        'Review what is attached; if nothing is, what is not committed. Name mistakes, risks and what is missing, the gravest first, each with file and line. Change nothing.',
      ),
    },
    {
      name: 'docs',
      description: l10n.t('Write documentation comments'),
      text: l10n.t(
        "Write documentation comments for the attached code in the language's own form. Say what a reader cannot see from the code.",
      ),
    },
  ];
}
