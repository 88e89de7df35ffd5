import * as l10n from '@vscode/l10n';
import type { AccessLevel, Guarded } from '../base/accessLevel.ts';
import type { TextSource } from '../base/textSource.ts';
import type { Proposal } from '../tools/tool.ts';
import type { Reasons } from './eventParts.ts';
import { isUntrusted } from './policy.ts';
import type { Standing } from './standing.ts';

/** More names than this nobody reads; those that matter most come first. */
const MOST_SOURCES = 60;

/** Why a proposal is asked about, as a person sees it. */
export function reasonsFor(proposal: Proposal, standing: Standing): Reasons {
  const guarded = guardedOf(proposal);
  return {
    levels: levelsOf(proposal),
    sources: fitting([...standing.newForEdits, ...standing.sinceMessage]),
    guarded: guarded.map(({ path, level, reason }) => ({ path, level, reason })),
    warnings: proposal.kind === 'edit' ? [...(proposal.warnings ?? [])] : [],
  };
}

/** The sources that a person is named: untrusted ones first, each once. */
export function fitting(sources: readonly TextSource[]): TextSource[] {
  const distinct = [...new Map(sources.map(source => [`${source.origin} ${source.name}`, source]))]
    .map(([, { origin, name }]) => ({ origin, name }))
    .toSorted((a, b) => Number(isUntrusted(b.origin)) - Number(isUntrusted(a.origin)));
  const rest = distinct.slice(MOST_SOURCES);
  const kept = distinct.slice(0, MOST_SOURCES);
  const [first] = rest;
  return first === undefined
    ? kept
    : [...kept, { origin: first.origin, name: l10n.t('and {0} more', rest.length) }];
}

function guardedOf(proposal: Proposal): readonly Guarded[] {
  if (proposal.kind === 'read') return proposal.files;
  return proposal.kind === 'edit' ? (proposal.guarded ?? []) : [];
}

function levelsOf(proposal: Proposal): AccessLevel[] {
  const guarded = guardedOf(proposal).map(({ level }) => level);
  return [...new Set(proposal.kind === 'read' ? guarded : [proposal.kind, ...guarded])];
}
