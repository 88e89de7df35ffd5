import type { JsonObject, JsonValue } from '../../../src/base/json.ts';
import type {
  ScriptedServiceTool,
  ScriptedServiceTools,
  ScriptedSource,
  ScriptedSources,
  ServiceSide,
  SourceForm,
} from './answers.ts';

/** Sources in a result that comes at once. */
export function sourceFields({ sources }: ServiceSide): JsonObject {
  return sources === undefined ? {} : sourceField(sources);
}

/** What tools of the service did, in a result that comes at once: calls may stand in the same list. */
export function withServiceTools(
  { serviceTools }: ServiceSide,
  callField: string,
  calls: readonly JsonObject[],
): JsonObject {
  const used = serviceTools === undefined ? [] : toolElements(serviceTools);
  const toolField = serviceTools?.field ?? 'tools';
  const shared = toolField === callField;
  return {
    ...(used.length === 0 ? {} : { [toolField]: used }),
    ...(calls.length === 0 ? {} : { [callField]: shared ? [...used, ...calls] : calls }),
  };
}

/** What comes before the text of a stream: the tools ran first. Each is an event's own part. */
export function serviceToolEvents({ serviceTools }: ServiceSide): JsonObject[] {
  if (serviceTools === undefined) return [];
  return toolElements(serviceTools).map(element => {
    const carried = { [serviceTools.field ?? 'tools']: [element] };
    return serviceTools.at === 'item' ? { delta: {}, ...carried } : { delta: carried };
  });
}

/** What comes behind the text of a stream. */
export function sourceEvents({ sources }: ServiceSide): JsonObject[] {
  if (sources === undefined) return [];
  const carried = sourceField(sources);
  switch (sources.at ?? 'item') {
    case 'item':
      return [{ delta: {}, ...carried }];
    case 'delta':
      return [{ delta: carried }];
    case 'choices':
      return [{ choices: [{ index: 0, delta: carried }] }];
  }
}

function sourceField({ list, as = 'sources' }: ScriptedSources): JsonObject {
  const fields: Readonly<Record<SourceForm, () => JsonObject>> = {
    sources: () => ({ sources: list.map(titled) }),
    citations: () => ({ citations: list.map(titled) }),
    citationUrls: () => ({ citations: list.map(({ url }) => url) }),
    annotations: () => ({
      annotations: list.map(source => ({ type: 'url_citation', url_citation: placed(source) })),
    }),
    flatAnnotations: () => ({
      annotations: list.map(source => ({ type: 'url_citation', ...placed(source) })),
    }),
    groundingMetadata: () => ({
      groundingMetadata: {
        groundingChunks: list.map(({ url, ...rest }) => ({ web: { uri: url, ...rest } })),
      },
    }),
  };
  return fields[as]();
}

function titled({ url, ...rest }: ScriptedSource): JsonObject {
  return { url, ...rest };
}

function placed(source: ScriptedSource): JsonObject {
  return { ...titled(source), start_index: 0, end_index: 1 };
}

function toolElements({ uses, element = 'input' }: ScriptedServiceTools): JsonObject[] {
  return uses.map((use, index) => toolElement(use, element, index));
}

function toolElement(
  { tool, id, input, output }: ScriptedServiceTool,
  form: NonNullable<ScriptedServiceTools['element']>,
  index: number,
): JsonObject {
  const asked: Record<string, JsonValue> =
    input === undefined ? {} : { [tool === 'search' ? 'query' : 'code']: input };
  const told = output === undefined ? {} : { output };
  const identity = { id: id ?? `service_${index + 1}` };
  switch (form) {
    case 'input':
      return { ...identity, type: tool, input: asked, ...told };
    case 'flat':
      return { ...identity, type: tool, ...asked, ...told };
    case 'named':
      return { ...identity, name: tool, input: asked, ...told };
  }
}
