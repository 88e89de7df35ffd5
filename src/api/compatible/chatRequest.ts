import type {
  ChatCompletionContentPart,
  ChatCompletionCreateParamsStreaming,
  ChatCompletionFunctionTool,
  ChatCompletionMessageParam,
  ChatCompletionToolChoiceOption,
} from 'openai/resources/chat/completions/completions';
import { unreachable } from '../../base/errors.ts';
import { argumentSchema } from '../argumentSchema.ts';
import type { ModelMessage, ToolChoice, ToolDefinition } from '../modelClient.ts';
import type { CompatibleRequest } from './compatibleRequest.ts';

/** The service's own search is no tool of OpenAI's format (spec/runware-api.md 11). */
type ChatTool = ChatCompletionFunctionTool | { readonly type: 'search' };

export type ChatBody = Omit<ChatCompletionCreateParamsStreaming, 'stream' | 'tools'> & {
  readonly stream: boolean;
  readonly tools?: ChatTool[];
};

/** The body for `/v1/chat/completions`. What grows with the chat stands last. */
export function chatBody(request: CompatibleRequest, model: string): ChatBody {
  const { tools = [], toolChoice, maxTokens, numberResults = 1, format, thinkingLevel } = request;
  const stream = request.delivery !== 'sync';
  return {
    model,
    stream,
    ...(stream ? { stream_options: { include_usage: true } } : {}),
    max_completion_tokens: maxTokens,
    ...(thinkingLevel === undefined ? {} : { reasoning_effort: thinkingLevel }),
    ...(numberResults === 1 ? {} : { n: numberResults }),
    ...(format === 'text'
      ? {}
      : {
          response_format:
            format === 'anyJson'
              ? { type: 'json_object' }
              : { type: 'json_schema', json_schema: { ...format } },
        }),
    ...(tools.length === 0 ? {} : { tools: tools.flatMap(toolOf) }),
    ...(tools.length === 0 || toolChoice === undefined
      ? {}
      : { tool_choice: toolChoiceOf(toolChoice) }),
    messages: messagesOf(request),
  };
}

function messagesOf(request: CompatibleRequest): ChatCompletionMessageParam[] {
  const { systemPrompt = '', messages } = request;
  return [
    ...(systemPrompt === '' ? [] : [{ role: 'system' as const, content: systemPrompt }]),
    ...messages.map(message => messageOf(message, request)),
  ];
}

function messageOf(
  message: ModelMessage,
  { imageRow, images = [] }: CompatibleRequest,
): ChatCompletionMessageParam {
  switch (message.role) {
    case 'user':
      return {
        role: 'user',
        content: message === imageRow ? withImages(message.content, images) : message.content,
      };
    case 'tool':
      return { role: 'tool', tool_call_id: message.id, content: message.content };
    case 'assistant': {
      const { content, tools = [] } = message;
      if (tools.length === 0) return { role: 'assistant', content: content ?? '' };
      return {
        role: 'assistant',
        ...(content === undefined || content === '' ? {} : { content }),
        tool_calls: tools.map(({ id, name, input }) => ({
          id,
          type: 'function',
          function: { name, arguments: JSON.stringify(input) },
        })),
      };
    }
    default:
      return unreachable(message);
  }
}

function withImages(text: string, images: readonly string[]): ChatCompletionContentPart[] {
  return [
    { type: 'text', text },
    ...images.map(url => ({ type: 'image_url' as const, image_url: { url } })),
  ];
}

function toolOf(tool: ToolDefinition): ChatTool[] {
  switch (tool.type) {
    case 'function': {
      const { name, description } = tool;
      return [
        { type: 'function', function: { name, description, parameters: argumentSchema(tool) } },
      ];
    }
    case 'search':
      return [{ type: 'search' }];
    case 'codeInterpreter':
      // Not reached: a request with it is refused before (carriable.ts).
      return [];
    default:
      return unreachable(tool);
  }
}

function toolChoiceOf(choice: ToolChoice): ChatCompletionToolChoiceOption {
  switch (choice.type) {
    case 'auto':
    case 'none':
      return choice.type;
    case 'any':
      return 'required';
    case 'tool':
      return { type: 'function', function: { name: choice.name } };
    default:
      return unreachable(choice);
  }
}
