import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable.ts';
import type { Attachment } from '../../chat/eventParts.ts';
import type { Session } from '../../chat/session.ts';
import { turnNotice } from '../turnNotice.ts';
import type { Target } from './target.ts';
import { withoutImages } from './withoutImages.ts';

/** How often a running answer is drawn, in ms. */
const DRAWN_EVERY = 150;

/** Answers that stand in the editor, each at what it explains and with a chat of its own. */
export interface Explanations extends Disposable {
  /** Resolves once the question is asked. @throws PlumbError if the message is not taken */
  explain(
    target: Target,
    question: { readonly text: string; readonly attachments: readonly Attachment[] },
  ): Promise<void>;
  /** The chat of an explanation: of the thread that a menu hands over, else of the latest one. */
  chatOf(thread: unknown): Session | undefined;
  /** Takes an explanation out of the editor, and ends it if it is still on its way. */
  close(thread: unknown): void;
}

/**
 * VS Code's stable API has no inset in an editor; a comment thread is what stands at lines and takes
 * streamed markdown. The controller is made at the first explanation, since a window that has one
 * shows VS Code's view of comments.
 */
export function createExplanations(createChat: () => Session): Explanations {
  let controller: vscode.CommentController | undefined;
  const shown = new Map<vscode.CommentThread, { session: Session; end: () => void }>();

  const found = (thread: unknown): vscode.CommentThread | undefined => {
    const all = [...shown.keys()];
    return all.find(candidate => candidate === thread) ?? all.at(-1);
  };
  const close = (thread: unknown): void => {
    const closed = found(thread);
    if (closed === undefined) return;
    shown.get(closed)?.session.stop();
    shown.get(closed)?.end();
    shown.delete(closed);
    closed.dispose();
    tellContext();
  };
  const tellContext = (): void => {
    void vscode.commands.executeCommand('setContext', 'plumb.hasExplanation', shown.size > 0);
  };

  return {
    explain: async ({ document, range, label }, { text, attachments }) => {
      controller ??= vscode.comments.createCommentController(
        'plumb.explanations',
        l10n.t('Explanations by Plumb'),
      );
      const session = createChat();
      // It stands below the last line that it is about.
      const thread = controller.createCommentThread(document.uri, range, []);
      thread.canReply = false;
      thread.label = l10n.t('Explanation of {0}', label);
      thread.contextValue = 'running';
      thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
      const draw = (note?: string): void => {
        thread.comments = [comment(answerOf(session), note)];
      };
      draw(l10n.t('thinking…'));
      let timer: NodeJS.Timeout | undefined;
      const watching = session.onEvent(event => {
        if (event.type === 'text') {
          timer ??= setTimeout(() => {
            timer = undefined;
            draw(l10n.t('answering…'));
          }, DRAWN_EVERY);
        }
        if (event.type !== 'turnEnded') return;
        end();
        thread.contextValue = 'ended';
        draw(turnNotice('', event)?.message);
      });
      const end = (): void => {
        clearTimeout(timer);
        watching.dispose();
      };
      shown.set(thread, { session, end });
      tellContext();
      try {
        // What is explained goes along; nothing needs to be looked up, and nothing is changed.
        const options = { toolChoice: { type: 'none' } } as const;
        await session.send({ text, attachments, options });
      } catch (error) {
        close(thread);
        throw error;
      }
    },
    chatOf: thread => {
      const known = found(thread);
      return known && shown.get(known)?.session;
    },
    close,
    dispose: () => {
      for (const { end } of shown.values()) end();
      shown.clear();
      controller?.dispose();
    },
  };
}

function answerOf({ events }: Session): string {
  return events.findLast(event => event.type === 'text')?.text ?? '';
}

/** Untrusted, so no command of the model's is a link, and no HTML is any. */
function comment(markdown: string, note: string | undefined): vscode.Comment {
  const body = new vscode.MarkdownString(withoutImages(markdown));
  body.isTrusted = false;
  body.supportHtml = false;
  return {
    author: { name: 'Plumb' },
    body,
    mode: vscode.CommentMode.Preview,
    ...(note === undefined ? {} : { label: note }),
  };
}
