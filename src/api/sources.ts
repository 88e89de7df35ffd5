import * as z from 'zod';
import { isJsonObject } from '../base/json.ts';
import type { Source } from './modelClient.ts';

/**
 * Where an answer says that its facts come from. The service publishes no field for it, so every
 * form that its clients look for is read (spec/runware-api.md 4.5); one that is not understood
 * costs the link, never the answer.
 */

const Words = z.string().nullish().catch(undefined);

const Page = z.looseObject({ url: Words, uri: Words, link: Words, title: Words, name: Words });
type Page = z.infer<typeof Page>;

/** A link as text, flat, or within what it is called by: `url_citation`, `web`. */
const Link = z.union([
  z.string().transform((url): Page => ({ url })),
  z
    .looseObject({ url_citation: Page.nullish(), web: Page.nullish() })
    .transform((outer): Page => outer.url_citation ?? outer.web ?? Page.parse(outer)),
]);

const Links = z
  .union([z.array(Link.catch({})), Link.transform(link => [link])])
  .nullish()
  .catch(undefined);

const Fields = z.looseObject({
  sources: Links,
  citations: Links,
  annotations: Links,
  groundingMetadata: z.looseObject({ groundingChunks: Links }).nullish().catch(undefined),
});

/** The fields that a piece of an answer may carry sources in. */
const NAMES = ['sources', 'citations', 'annotations', 'groundingMetadata'];

/** @returns http(s) sources in the order of the wire; those without a title have their URL as one */
export function readSources(content: unknown): Source[] {
  if (!isJsonObject(content) || !NAMES.some(name => name in content)) return [];
  const fields = Fields.parse(content);
  const links = [
    fields.sources,
    fields.citations,
    fields.annotations,
    fields.groundingMetadata?.groundingChunks,
  ];
  return links.flatMap(some => some ?? []).flatMap(sourceOf);
}

function sourceOf({ url, uri, link, title, name }: Page): Source[] {
  const said = url ?? uri ?? link ?? '';
  if (!URL.canParse(said)) return [];
  const { protocol, href } = new URL(said);
  if (protocol !== 'http:' && protocol !== 'https:') return [];
  const words = (title ?? name ?? '').trim();
  return [{ url: href, title: words === '' ? href : words }];
}

/** Sources by their URL: each once, with the best title that came. */
export interface SourceList {
  /** @returns those that are new, or have a title only now */
  add(sources: readonly Source[]): readonly Source[];
  all(): readonly Source[];
}

export function createSourceList(): SourceList {
  const byUrl = new Map<string, Source>();
  return {
    add: sources => {
      const told = new Set<string>();
      for (const source of sources) {
        const known = byUrl.get(source.url);
        const better = known?.title === known?.url && source.title !== source.url;
        if (known !== undefined && !better) continue;
        byUrl.set(source.url, source);
        told.add(source.url);
      }
      return [...byUrl.values()].filter(source => told.has(source.url));
    },
    all: () => [...byUrl.values()],
  };
}
