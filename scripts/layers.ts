/** One layer of the tests, in the order of design and of cost. */
export interface Layer {
  readonly name: LayerName;
  /** Globs of its test files, from the repository's folder. */
  readonly globs: readonly string[];
  /** The longest that one test may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Whether its tests need what esbuild makes. */
  readonly needsBuild: boolean;
}

export const layerNames = [
  'unit',
  'golden',
  'contract',
  'host',
  'floor',
  'panel',
  'panelFloor',
  'package',
] as const;
export type LayerName = (typeof layerNames)[number];

function layer(name: LayerName, folder: string, timeoutMs: number, needsBuild: boolean): Layer {
  const globs = [`test/${folder}/**/*.test.ts`, `test/${folder}/**/*.test.tsx`];
  return { name, globs, timeoutMs, needsBuild };
}

/** Tests of `test/panel` that reach Plumb from the editor's own menus, lists and boxes. */
const IN_THE_EDITOR = [
  'editorActions',
  'editorWays',
  'languageModel',
  'mainJob',
  'settingsEditor',
  'severalRepositories',
  'sourceControl',
  'sourceControlMenus',
  'statusBar',
  'terminalAndTests',
  'viewFocus',
  'withoutFolder',
];

export const layers: readonly Layer[] = [
  layer('unit', 'unit', 10_000, false),
  layer('golden', 'golden', 10_000, false),
  layer('contract', 'contract', 30_000, false),
  layer('host', 'host', 120_000, true),
  /** The host tests once more, in the oldest VS Code that package.json promises. */
  layer('floor', 'host', 120_000, true),
  layer('panel', 'panel', 120_000, true),
  /** Of these, the ones that depend on VS Code's own user interface, in the oldest VS Code. */
  {
    ...layer('panelFloor', 'panel', 120_000, true),
    globs: IN_THE_EDITOR.map(name => `test/panel/${name}.test.ts`),
  },
  layer('package', 'package', 120_000, true),
];
