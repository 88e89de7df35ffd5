import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ORIGINS } from '../../../src/base/textSource.ts';
import type { ChatEvent } from '../../../src/chat/events.ts';
import { isUntrusted } from '../../../src/chat/policy.ts';
import { standingOf } from '../../../src/chat/standing.ts';
import {
  ANSWERED,
  decidedOn,
  EDIT,
  message,
  OFFER,
  readBy,
  requestOffering,
  rewoundTo,
  source,
} from './happenings.ts';

const plain = source('workspace', 'src/a.ts');
const foreign = source('dependency', 'node_modules/x/README.md');
const printed = source('output', 'npm test');
const secret = source('secret', '.env');

const anySource = fc.record({
  origin: fc.constantFrom(...ORIGINS),
  name: fc.constantFrom('a', 'b', 'c'),
});
const anyEvent: fc.Arbitrary<ChatEvent> = fc.oneof(
  fc.constantFrom('m1', 'm2').map(id => message(id)),
  fc.array(anySource, { maxLength: 3 }).map(sources => readBy('c', ...sources)),
  fc.constantFrom(requestOffering('search'), requestOffering(), ANSWERED),
  fc.constant<ChatEvent>({ type: 'text', at: 0, text: 'x' }),
);

describe('what the model of a chat has read', () => {
  it('S17 is named since the last message, and untrusted text until somebody lets it pass', () => {
    const standing = standingOf([
      message('m1'),
      readBy('1', plain, foreign),
      message('m2'),
      readBy('2', printed, printed),
    ]);
    assert.deepEqual(standing.sinceMessage, [printed]);
    assert.deepEqual(standing.newForEdits, [foreign, printed]);
    assert.deepEqual(standing.newForNetwork, [plain, foreign, printed]);
  });

  it('S17 is what went along with a message, images and instructions too', () => {
    const standing = standingOf([
      message('m1', {
        attachments: [
          { label: 'a.ts:1', path: 'a.ts', line: 1, language: 'ts', text: 'x' },
          {
            label: 'dist/a.js:1',
            path: 'dist/a.js',
            line: 1,
            language: 'js',
            text: 'x',
            origin: 'ignored',
          },
        ],
        images: [{ id: 'i', name: 'screen.png', mediaType: 'image/png' }],
      }),
      { type: 'instructionsLoaded', at: 0, files: [{ path: 'AGENTS.md', text: 'x', hash: 'h' }] },
    ]);
    assert.deepEqual(standing.sinceMessage, [
      source('workspace', 'a.ts:1'),
      source('ignored', 'dist/a.js:1'),
      source('image', 'screen.png'),
      source('workspace', 'AGENTS.md'),
    ]);
  });

  it('S17 is text of the web after every answer to a request that offered search, cut off or not', () => {
    const web = source('web', 'search');
    const request = requestOffering('search');
    const broken: ChatEvent = { type: 'text', at: 0, text: 'half' };
    assert.deepEqual(standingOf([message('m'), request, ANSWERED]).newForEdits, [web]);
    assert.deepEqual(standingOf([message('m'), request, broken]).newForEdits, [web]);
    assert.deepEqual(standingOf([message('m'), request]).newForEdits, []);
    assert.deepEqual(
      standingOf([message('m'), requestOffering(), broken, ANSWERED]).newForEdits,
      [],
    );
  });

  it('is gone with what was rewound, and so is what a person allowed there', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), fc.array(anyEvent), (before, after) => {
        const kept = before.filter(event => event.type !== 'requestSent');
        const later = [
          message('back'),
          ...after,
          ...decidedOn('e', EDIT, 'alwaysForChat', { sources: [foreign] }),
          ...decidedOn('o', OFFER, 'reject'),
        ];
        assert.deepEqual(standingOf([...kept, ...later, rewoundTo('back')]), standingOf(kept));
      }),
    );
  });

  it('never becomes less by reading on', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), fc.array(anyEvent), (before, after) => {
        const first = standingOf(before);
        const then = standingOf([...before, ...after]);
        const names = (sources: typeof first.newForEdits): string[] =>
          sources.map(({ origin, name }) => `${origin} ${name}`);
        for (const name of names(first.newForEdits))
          assert.ok(names(then.newForEdits).includes(name));
        assert.ok(then.newForEdits.every(({ origin }) => isUntrusted(origin)));
        for (const name of names(first.newForNetwork)) {
          assert.ok(names(then.newForNetwork).includes(name));
        }
      }),
    );
  });
});

describe('what a person let pass', () => {
  const read = [message('m1'), readBy('1', foreign)];

  it('is only this edit when they approve once', () => {
    const once = [...read, ...decidedOn('2', EDIT, 'approve', { sources: [foreign] })];
    assert.deepEqual(standingOf(once).newForEdits, [foreign]);
    assert.equal(standingOf(once).editsGranted, false);
  });

  it('is the class of the sources that they were shown when they say "for this chat"', () => {
    const allowed = [...read, ...decidedOn('2', EDIT, 'alwaysForChat', { sources: [foreign] })];
    assert.equal(standingOf(allowed).editsGranted, true);
    const later = readBy('3', source('dependency', 'node_modules/y/README.md'), printed);
    assert.deepEqual(standingOf([...allowed, later]).newForEdits, [printed]);
  });

  it('is nothing when they reject, or when nobody was asked', () => {
    assert.deepEqual(
      standingOf([...read, ...decidedOn('2', EDIT, 'reject', { sources: [foreign] })]).newForEdits,
      [foreign],
    );
    const unasked: ChatEvent = {
      type: 'toolDecided',
      at: 0,
      callId: 'other',
      decision: 'alwaysForChat',
    };
    assert.equal(standingOf([...read, unasked]).editsGranted, false);
  });

  it('is for offers each source that was named, and plain files of the workspace together', () => {
    const asked = decidedOn('o', OFFER, 'approve', { sources: [plain, foreign] });
    const other = source('dependency', 'node_modules/y/README.md');
    const events = [
      message('m'),
      readBy('1', plain, foreign),
      ...asked,
      readBy('2', source('workspace', 'src/b.ts'), other),
    ];
    assert.deepEqual(standingOf(events).newForNetwork, [other]);
  });

  it('S28 is for offers never the whole class of secrets', () => {
    const asked = decidedOn('o', OFFER, 'alwaysForChat', { sources: [secret, printed] });
    const next = source('secret', 'id_rsa');
    const events = [
      message('m'),
      readBy('1', secret, printed),
      ...asked,
      readBy('2', next, source('output', 'npm run build')),
    ];
    assert.deepEqual(standingOf(events).newForNetwork, [next]);
  });

  it('S28 is a guarded file by its URI, for the chat alone', () => {
    const file = { path: '.env', uri: 'file:///w/.env', level: 'secret', reason: 'r' } as const;
    const shown = { kind: 'read', files: [file] } as const;
    const once = standingOf([
      message('m'),
      ...decidedOn('1', { ...shown, files: [file] }, 'approve'),
    ]);
    assert.deepEqual([...once.readable], []);
    const always = decidedOn('1', { ...shown, files: [file] }, 'alwaysForChat');
    assert.deepEqual([...standingOf([message('m'), ...always]).readable], ['file:///w/.env']);
  });

  it('holds until the next message where it is a no to offering', () => {
    const rejected = [message('m1'), ...decidedOn('o', OFFER, 'reject')];
    assert.equal(standingOf(rejected).offerRejected, true);
    assert.equal(standingOf([...rejected, readBy('1', plain)]).offerRejected, true);
    assert.equal(standingOf([...rejected, message('m2')]).offerRejected, false);
    const edit = [message('m1'), ...decidedOn('e', EDIT, 'reject')];
    assert.equal(standingOf(edit).offerRejected, false);
  });
});
