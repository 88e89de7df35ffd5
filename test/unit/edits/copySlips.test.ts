import { hunks, passage, refuses } from '../../support/planning.ts';

const TEXT = 'a = 1\nb = 2\n\nc = 3\n';

describe('old lines that were copied badly', () => {
  it('with line numbers are refused for these', () => {
    refuses(TEXT, passage('2\tb = 2\n3\t\n4\tc = 3', '2\tb = 4'), /has line numbers in front/);
    refuses(TEXT, passage('  2| b = 2', 'b = 4'), /has line numbers in front/);
    refuses(TEXT, hunks('@@', ' 1\ta = 1', '-2\tb = 2', '+2\tb = 3'), /has line numbers in front/);
  });

  it('in a code fence are refused for it', () => {
    refuses(TEXT, passage('```py\nb = 2\n```', '```py\nb = 3\n```'), /stands in a code fence/);
  });

  it('with a backslash and an n for a line break are refused for it', () => {
    refuses(TEXT, passage('a = 1\\nb = 2', 'a = 1\\nb = 3'), /has the characters \\n where/);
  });

  it('are not said to be so if they would be nowhere without', () => {
    refuses(TEXT, passage('2\tx = 2', '2\tx = 3'), /does not have its lines/);
    refuses(TEXT, passage('```\nx\n```', 'y'), /does not have its lines/);
  });
});
