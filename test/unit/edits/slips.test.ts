import assert from 'node:assert/strict';
import { isSlip } from '../../../src/edits/slips.ts';

function slips(text: string, pairs: readonly (readonly [given: string, found: string])[]): void {
  for (const [given, found] of pairs) assert.equal(isSlip(given, found, text), true, given);
}

function noSlips(text: string, pairs: readonly (readonly [given: string, found: string])[]): void {
  for (const [given, found] of pairs) assert.equal(isSlip(given, found, text), false, given);
}

describe('a slip', () => {
  it('is a letter lost, doubled or changed for its neighbour, other quotes, space, or a lost sign', () => {
    const found = 'const total = sum("a", b);';
    slips('', [
      ["const total = sum('a', b);", found],
      ['const total = sum( "a",b );', found],
      ['const total = sum("a", b)', found],
      ['const total = sum("a" b);', found],
      ['const tottal = sum("a", b);', found],
      ['const toatl = sum("a", b);', found],
    ]);
  });

  it('is one at either end of a word as well', () => {
    slips('', [
      ['load(esponse)', 'load(response)'],
      ['load(respons)', 'load(response)'],
      ['load(rresponse)', 'load(response)'],
      ['color: #FFFFFF', 'color: #FFFFF'],
      ['load(responsee)', 'load(response)'],
      ['load(ersponse)', 'load(response)'],
      ['load(responsx)', 'load(response)'],
      ['say(taht)', 'say(that)'],
    ]);
  });

  it('is a plural, great for small letters, and an underscore', () => {
    slips('', [
      ['draw(middles)', 'draw(middle)'],
      ['draw(middle)', 'draw(middles)'],
      ['MAX_VALUES = count', 'MAX_VALUE = count'],
      ['read(fileName)', 'read(filename)'],
      ['read(file_name)', 'read(fileName)'],
    ]);
    slips('events = []', [['send(one, events)', 'send(one, event)']]);
    slips('type Event = 1', [['send(one, Event)', 'send(one, event)']]);
  });

  it('is a comment that is missing or in other words, and a sentence in other words', () => {
    slips('', [
      ['go(now);', 'go(now); // before it is too late'],
      ['go(now); // or never', 'go(now); // before it is too late'],
      ['// Reading the whole file at once', '// Reads the whole file at once'],
      ['// Reads whole file at once', '// Reads the whole file at once'],
      ['# on a thread different then', '# on a different thread then'],
      ['# the C1 C1 control characters', '# the C1 control characters'],
      ['say("the file was not found");', 'say("a file was not found");'],
    ]);
  });

  it('is not another name, number, sign or statement', () => {
    noSlips('', [
      ['getValue()', 'setValue()'],
      ['parsed()', 'parser()'],
      ['i = first', 'j = first'],
      ['column1 = x', 'column2 = x'],
      ['wait(100)', 'wait(1000)'],
      ['a <= b', 'a < b'],
      ['a + b', 'a - b'],
      ['if (ready)', 'if (!ready)'],
      ['a == b', 'a = b'],
      ['first = one', 'second = two'],
      ['return', 'return value'],
      ['if not ready and set and go:', 'if ready and set and go:'],
      ['f(one, other)', 'f(other, one)'],
    ]);
  });

  it('is not the name of a sibling', () => {
    noSlips('', [
      ['render(x)', 'renderB(x)'],
      ['render(x)', 'renderOther(x)'],
      ['render(x)', 'render_x(x)'],
      ['render(x)', 'render2(x)'],
      ['renderCopy(x)', 'render(x)'],
      ['it("adds the small numbers", () => {', 'it("adds the great numbers", () => {'],
      ['// Enough to say that it is not so', '// Render to say that it is not so'],
      ['// Stand in the way of the other one', '// StandOther in the way of the other one'],
      ['self._name = x', 'self.name = x'],
      ['test_part_one()', 'test_partB_one()'],
      ['partA.go()', 'partB.go()'],
      ['left.go()', 'lift.go()'],
      ['// Line 4 of the whole file', '// Line 5 of the whole file'],
    ]);
  });

  it('is not another word in a line that opens, declares or heads something', () => {
    noSlips('', [
      ['public blockUser(id: string): void {', 'public lockUser(id: string): void {'],
      ['def async_all(self):', 'def sync_all(self):'],
      ['def parse_rates(self):', 'def parse_dates(self):'],
      ['def get_prices(self):', 'def get_price(self):'],
      ['export async function load(user: User) {', 'export function load(user: User) {'],
      ['function encode(text): string', 'function encore(text): string'],
      ['.cards {', '.card {'],
      ['.card {', 'card {'],
      ['[servers]', '[server]'],
      ['services:', 'service:'],
      ['### How to add a user', '### How to edit a user'],
      ['## Locking users', '## Blocking users'],
    ]);
    assert.equal(isSlip('<cards id="a">', '<card id="a">', '', true), false);
    slips('', [['it("does so", () => {', "it('does so', () => {"]]);
    slips('', [
      ['if ( reday ) {', 'if (ready) {'],
      ['reutrn {', 'return {'],
      ['def load(self, respnse):', 'def load(self, response):'],
    ]);
  });

  it('is not a sentence with another short verb, or its contrary', () => {
    noSlips('', [
      ['To drop a user you go to the page.', 'To add a user you go to the page.'],
      ['// The file may not be empty at all', '// The file may be empty at all'],
      ['// Copies all of it from the file', '// Copies all of it to the file'],
    ]);
  });

  it('is not a word that the text has as well', () => {
    noSlips('form = 1', [['load(form)', 'load(from)']]);
    slips('', [['load(casual)', 'load(causal)']]);
    noSlips('casual = 1', [['load(casual)', 'load(causal)']]);
    noSlips('events = []', [['for event in events:', 'for event in event:']]);
  });
});
