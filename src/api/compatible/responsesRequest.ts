import type {
  EasyInputMessage,
  ResponseCreateParamsBase,
  ResponseInputContent,
  ResponseInputItem,
  Tool,
} from 'openai/resources/responses/responses';
import { unreachable } from '../../base/errors.ts';
import { argumentSchema } from '../argumentSchema.ts';
import type { ModelMessage, ToolChoice, ToolDefinition } from '../modelClient.ts';
import type { CompatibleRequest } from './compatibleRequest.ts';

export type ResponsesBody = ResponseCreateParamsBase;

/** The body for `/v1/responses`. Nothing is kept there; what grows with the chat stands last. */
export function responsesBody(request: CompatibleRequest, model: string): ResponsesBody {
  const { systemPrompt = '', tools = [], toolChoice, maxTokens, format, thinkingLevel } = request;
  return {
    model,
    stream: request.delivery !== 'sync',
    store: false,
    max_output_tokens: maxTokens,
    ...(thinkingLevel === undefined ? {} : { reasoning: { effort: thinkingLevel } }),
    ...(format === 'text'
      ? {}
      : {
          text: {
            format:
              format === 'anyJson' ? { type: 'json_object' } : { type: 'json_schema', ...format },
          },
        }),
    ...(systemPrompt === '' ? {} : { instructions: systemPrompt }),
    ...(tools.length === 0 ? {} : { tools: tools.map(toolOf) }),
    ...(tools.length === 0 || toolChoice === undefined
      ? {}
      : { tool_choice: toolChoiceOf(toolChoice) }),
    input: request.messages.flatMap(message => itemsOf(message, request)),
  };
}

function itemsOf(
  message: ModelMessage,
  { imageRow, images = [] }: CompatibleRequest,
): ResponseInputItem[] {
  switch (message.role) {
    case 'user':
      return [
        said('user', message === imageRow ? withImages(message.content, images) : message.content),
      ];
    case 'tool':
      return [{ type: 'function_call_output', call_id: message.id, output: message.content }];
    case 'assistant': {
      const { content = '', tools = [] } = message;
      return [
        ...(content === '' && tools.length > 0 ? [] : [said('assistant', content)]),
        ...tools.map(({ id, name, input }) => ({
          type: 'function_call' as const,
          call_id: id,
          name,
          arguments: JSON.stringify(input),
        })),
      ];
    }
    default:
      return unreachable(message);
  }
}

function said(role: 'user' | 'assistant', content: EasyInputMessage['content']): EasyInputMessage {
  return { type: 'message', role, content };
}

function withImages(text: string, images: readonly string[]): ResponseInputContent[] {
  return [
    { type: 'input_text', text },
    ...images.map(image => ({
      type: 'input_image' as const,
      detail: 'auto' as const,
      image_url: image,
    })),
  ];
}

function toolOf(tool: ToolDefinition): Tool {
  switch (tool.type) {
    case 'function': {
      const { name, description } = tool;
      // Strict would want every argument to be required.
      return {
        type: 'function',
        name,
        description,
        parameters: argumentSchema(tool),
        strict: false,
      };
    }
    case 'search':
      return { type: 'web_search' };
    case 'codeInterpreter':
      return { type: 'code_interpreter', container: { type: 'auto' } };
    default:
      return unreachable(tool);
  }
}

function toolChoiceOf(choice: ToolChoice): NonNullable<ResponsesBody['tool_choice']> {
  switch (choice.type) {
    case 'auto':
    case 'none':
      return choice.type;
    case 'any':
      return 'required';
    case 'tool':
      return { type: 'function', name: choice.name };
    default:
      return unreachable(choice);
  }
}
