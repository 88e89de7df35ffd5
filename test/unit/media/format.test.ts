import assert from 'node:assert/strict';
import { dayName, duration, fileSize, timeAgo } from '../../../media/format.ts';

describe('figures in the panel', () => {
  it('show durations in the unit that fits', () => {
    assert.deepEqual([0, 420, 9_900, 9_960, 59_400, 59_600, 185_000].map(duration), [
      '0.0 s',
      '0.4 s',
      '9.9 s',
      '10 s',
      '59 s',
      '1 min',
      '3 min 5 s',
    ]);
  });

  it('show the size of a file in the unit that fits', () => {
    assert.deepEqual([0, 12_400, 999_400, 999_500, 2_000_000, 12_340_000].map(fileSize), [
      '1 KB',
      '12 KB',
      '999 KB',
      '1 MB',
      '2 MB',
      '12.3 MB',
    ]);
  });

  it('name the day that was meant, whatever the time zone', () => {
    assert.equal(dayName('2026-10-03', 'en'), 'Sat, Oct 3');
    assert.equal(dayName('2026-01-01', 'en'), 'Thu, Jan 1');
  });

  it('tell how long ago a chat was used', () => {
    const now = 1_800_000_000_000;
    const ago = (minutes: number): string => timeAgo(now - minutes * 60_000, now, 'en');
    assert.deepEqual([0, 5, 120, 60 * 30, -3].map(ago), [
      'this minute',
      '5 min. ago',
      '2 hr. ago',
      'yesterday',
      'this minute',
    ]);
  });
});
