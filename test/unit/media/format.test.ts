import assert from 'node:assert/strict';
import { dayName, duration, fileSize, shortCount, timeAgo, usd } from '../../../media/format.ts';

describe('figures in the panel', () => {
  it('shorten token counts to four signs', () => {
    const counts = [0, 950, 1_000, 1_249, 12_400, 99_960, 272_000, 999_499, 999_600, 1_050_000];
    assert.deepEqual(counts.map(shortCount), [
      '0',
      '950',
      '1k',
      '1.2k',
      '12.4k',
      '100k',
      '272k',
      '999k',
      '1M',
      '1.1M',
    ]);
  });

  it('show small costs to a hundredth of a cent', () => {
    assert.deepEqual([0, 0.00204, 0.0999, 0.1, 12.4].map(usd), [
      '$0.00',
      '$0.0020',
      '$0.0999',
      '$0.10',
      '$12.40',
    ]);
  });

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
