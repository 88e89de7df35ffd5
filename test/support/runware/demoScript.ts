import type { Answer } from './answers.ts';
import { readConversation } from './demo/conversation.ts';
import { fixTests } from './demo/fixTests.ts';
import { goingOn } from './demo/goingOn.ts';
import { jsonReply } from './demo/jsonReply.ts';
import { longAnswer } from './demo/longAnswer.ts';
import { paced, say, ToolNotOffered, type Reply } from './demo/reply.ts';
import { answerSelection } from './demo/selection.ts';
import type { TextTask } from './textTask.ts';

/**
 * Plays what a model could have answered, from the request alone, so the same request always gets
 * the same answer.
 * @param delayMs pause before each piece of six characters
 */
export function demoScript(delayMs: number): (task: TextTask) => Answer {
  return task => paced(goingOn(task.messages, replyTo(task)), delayMs);
}

function replyTo(task: TextTask): Reply {
  if (task.outputFormat === 'JSON') return jsonReply(task);
  const conversation = readConversation(task.messages);
  const { request } = conversation;
  try {
    const aboutSelection = answerSelection(task, conversation);
    if (aboutSelection !== undefined) return aboutSelection;
    if (/\btests?\b.*\bfail|\bfail\w*\b.*\btests?\b/is.test(request)) {
      return fixTests(task, conversation);
    }
    return /\blong answer\b/i.test(request) ? longAnswer() : introduction();
  } catch (error) {
    if (!(error instanceof ToolNotOffered)) throw error;
    return say(
      `For that I would need the tool ${error.message}, which this request does not offer as I know it. Nothing was done.`,
    );
  }
}

function introduction(): Reply {
  return say(
    `
Hello! I am the **scripted local demo service**: no AI, only a script that plays what a model could say, over the same wire as the real one. In the sample workspace you can ask me:

- *The tests fail. Find out why and fix it.* I look, run the tests, propose a patch and check it; commands and edits ask you first.
- *Write a long answer.* It streams for some twenty seconds, so that you can press **Stop**.
- Select a function, for instance \`shareOut\` in \`src/money.ts\`, and take **Plumb: Explain** from the light bulb.

With a Runware key, GPT-5.5 answers here instead.`,
    'This is nothing that my script covers, so I say what it does cover. ',
  );
}
