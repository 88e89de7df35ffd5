// An extension of its own that knows nothing of Plumb but its vendor and the names of its tools. Its
// command reads `job.json` in the workspace, does it with `vscode.lm`, and writes `job.result.json`.
const vscode = require('vscode');

const { lm, LanguageModelChatMessage: Message } = vscode;

async function firstModel({ family = 'gpt-5.5' }) {
  const [model] = await lm.selectChatModels({ vendor: 'plumb', family });
  if (model === undefined) throw new Error('There is no model');
  return model;
}

/** Takes an answer to its end, or to what broke it. */
async function taken(response, afterText) {
  const answer = { text: '', calls: [] };
  for await (const part of response.stream) {
    if (part instanceof vscode.LanguageModelTextPart) {
      answer.text += part.value;
      afterText?.();
    }
    if (part instanceof vscode.LanguageModelToolCallPart) {
      answer.calls.push({ callId: part.callId, name: part.name, input: part.input });
    }
  }
  return answer;
}

function textOf(content) {
  return content.map(part => part.value ?? `${part.mimeType}, ${part.data?.length} bytes`).join('');
}

const jobs = {
  models: async () =>
    (await lm.selectChatModels({ vendor: 'plumb' })).map(
      ({ id, name, family, vendor, maxInputTokens }) => ({
        id,
        name,
        family,
        vendor,
        maxInputTokens,
      }),
    ),
  tools: async () => lm.tools.map(({ name }) => name).filter(name => name.startsWith('plumb_')),
  count: async job => (await firstModel(job)).countTokens(job.text),
  ask: async job => {
    const model = await firstModel(job);
    const content = [new vscode.LanguageModelTextPart(job.prompt)];
    if (job.png !== undefined) {
      const bytes = Buffer.from(job.png, 'base64');
      content.push(vscode.LanguageModelDataPart.image(bytes, 'image/png'));
    }
    const source = new vscode.CancellationTokenSource();
    const response = await model.sendRequest(
      [Message.User(content)],
      { modelOptions: job.modelOptions, justification: 'A test' },
      source.token,
    );
    return taken(response, job.cancelAfterText ? () => source.cancel() : undefined);
  },
  /** Offers a tool, calls what the model calls, and asks again with the results. */
  loop: async job => {
    const model = await firstModel(job);
    const tools = lm.tools
      .filter(({ name }) => job.tools.includes(name))
      .map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
    const toolMode = vscode.LanguageModelChatToolMode.Required;
    const first = Message.User(job.prompt);
    const asked = await taken(await model.sendRequest([first], { tools, toolMode }));
    const parts = asked.calls.map(
      ({ callId, name, input }) => new vscode.LanguageModelToolCallPart(callId, name, input),
    );
    const results = [];
    for (const { callId, name, input } of asked.calls) {
      const { content } = await lm.invokeTool(name, { input, toolInvocationToken: undefined });
      results.push(new vscode.LanguageModelToolResultPart(callId, content));
    }
    const messages = [first, Message.Assistant(parts), Message.User(results)];
    const answer = await taken(await model.sendRequest(messages, { tools }));
    return { calls: asked.calls, text: answer.text };
  },
  invoke: async ({ tool, input, tokenBudget }) => {
    const tokenizationOptions =
      tokenBudget === undefined
        ? undefined
        : { tokenBudget, countTokens: async text => Math.ceil(text.length / 4) };
    const { content } = await lm.invokeTool(tool, {
      input,
      toolInvocationToken: undefined,
      tokenizationOptions,
    });
    return textOf(content);
  },
};

async function run() {
  const [folder] = vscode.workspace.workspaceFolders;
  const file = name => vscode.Uri.joinPath(folder.uri, name);
  const job = JSON.parse(Buffer.from(await vscode.workspace.fs.readFile(file('job.json'))));
  let result;
  try {
    result = { id: job.id, value: await jobs[job.do](job) };
  } catch (error) {
    const { name, message, code } = error;
    result = { id: job.id, error: { name, message, code } };
  }
  const text = Buffer.from(JSON.stringify(result));
  await vscode.workspace.fs.writeFile(file('job.result.json'), text);
}

exports.activate = context => {
  context.subscriptions.push(vscode.commands.registerCommand('stranger.run', run));
};
