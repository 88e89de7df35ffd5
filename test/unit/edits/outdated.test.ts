import { hunks, passage, refuses } from '../../support/planning.ts';

const OLDER = 'a\nb\nc\nd\n';
const NOW = 'a\nb\nchanged\nd\nnew\n';
const knowledge = { isAsShown: false, older: ['z\n', OLDER] };

describe('an edit of a version that the model was shown before', () => {
  it('is refused with what has changed there since', () => {
    refuses(
      NOW,
      hunks('@@', ' b', '-c', '+x'),
      /older version of the file that you were shown.*\n@@ now line 1 @@\n a\n b\n-c\n\+changed\n d/,
      knowledge,
    );
    refuses(NOW, passage('b\nc\n', 'b\nx\n'), /older version/, knowledge);
  });

  it('is shown no more than some rows of a change', () => {
    const many = Array.from({ length: 500 }, (_, index) => `row ${index}\n`).join('');
    refuses('other\n', hunks('@@', '-row 7', '+x'), /\(\d+ more rows: read the file again\)$/, {
      isAsShown: false,
      older: [many],
    });
  });

  it('is told the nearest place if it never was so', () => {
    refuses(NOW, hunks('@@', ' b', '-q', '+x'), /fits nowhere/, knowledge);
  });
});
