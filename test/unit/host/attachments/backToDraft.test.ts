import assert from 'node:assert/strict';
import { PlumbError } from '../../../../src/base/errors.ts';
import type { Attachment } from '../../../../src/chat/eventParts.ts';
import { backToDraft } from '../../../../src/host/attachments/backToDraft.ts';
import { encodeRef, type ChipRef } from '../../../../src/host/attachments/chipRef.ts';
import type { Chip } from '../../../../src/protocol/requests/composer.ts';

const attached = (label: string, more: Partial<Attachment> = {}): Attachment => ({
  label,
  path: label,
  line: 1,
  language: 'text',
  text: `text of ${label}`,
  ...more,
});
const file = (name: string): ChipRef => ({ kind: 'file', uri: `file:///work/${name}` });

/** Files whose names begin with `gone` cannot be read any more. */
const attachments = {
  chip: (ref: ChipRef): Promise<Chip> =>
    encodeRef(ref).includes('gone')
      ? Promise.reject(new PlumbError('It is gone.'))
      : Promise.resolve({ ref: encodeRef(ref), kind: 'file', label: 'a.ts', detail: '' }),
  ofText: (text: string): Promise<Chip> =>
    Promise.resolve({ ref: `text:${text}`, kind: 'text', label: 'Pasted text', detail: '' }),
};
const images = { dataUri: () => Promise.resolve('data:image/png;base64,AAAA') };

describe('a message that was taken out of the queue', () => {
  it('is written on with its chips and its images', async () => {
    const ref = encodeRef(file('a.ts'));
    const draft = await backToDraft(
      'chat-1',
      {
        text: 'Look',
        attachments: [attached('a.ts', { ref })],
        images: [
          { id: '1', name: 'a.png', mediaType: 'image/png', thumbnail: 'data:small' },
          { id: '2', name: 'b.png', mediaType: '', url: 'https://example.com/b.png' },
        ],
      },
      { attachments, images },
    );
    assert.deepEqual(draft, {
      text: 'Look',
      chips: [{ ref, kind: 'file', label: 'a.ts', detail: '' }],
      images: [
        { name: 'a.png', base64: 'AAAA', thumbnail: 'data:small' },
        { name: 'b.png', base64: '', url: 'https://example.com/b.png' },
      ],
    });
  });

  it('keeps what is gone as the text that it was, unless a person was asked about it', async () => {
    const { chips } = await backToDraft(
      'chat-1',
      {
        text: '',
        attachments: [
          attached('gone.ts', { ref: encodeRef(file('gone.ts')) }),
          attached('pasted'),
          attached('gone.env', { ref: encodeRef(file('gone.env')), origin: 'secret' }),
        ],
      },
      { attachments, images },
    );
    assert.deepEqual(
      chips.map(({ ref, label }) => [ref, label]),
      [
        ['text:text of gone.ts', 'gone.ts'],
        ['text:text of pasted', 'pasted'],
      ],
    );
  });
});
