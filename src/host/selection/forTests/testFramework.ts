import { isJsonObject, type JsonObject } from '../../../base/json.ts';

/** What a project tests with, as far as its files tell. */
export interface TestFramework {
  readonly name: string;
  /** The shell command that runs the tests, where the project names one or the framework has only one. */
  readonly command?: string;
}

/** Names of files that tell of test frameworks; `.csproj` and its kin are found by their endings. */
export const MANIFESTS: readonly string[] = [
  'package.json',
  'deno.json',
  'deno.jsonc',
  'pytest.ini',
  'pyproject.toml',
  'setup.cfg',
  'tox.ini',
  'setup.py',
  'conftest.py',
  'requirements.txt',
  'requirements-dev.txt',
  'manage.py',
  'go.mod',
  'Cargo.toml',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'Gemfile',
  '.rspec',
  'composer.json',
  'mix.exs',
  'pubspec.yaml',
  'Package.swift',
  'CMakeLists.txt',
];
export const MANIFEST_ENDINGS: readonly string[] = ['.csproj', '.fsproj', '.vbproj'];

type Files = ReadonlyMap<string, string>;
type Family = (files: Files) => TestFramework | undefined;

/**
 * @param languageId of the code that is to be tested, as VS Code calls it
 * @param files the manifests of one folder, by their names, with their text
 * @returns undefined if they do not tell
 */
export function testFramework(languageId: string, files: Files): TestFramework | undefined {
  return FAMILIES.get(languageId)?.(files);
}

const script: Family = files => {
  const manifest = jsonOf(files.get('package.json'));
  if (manifest === undefined) {
    return files.has('deno.json') || files.has('deno.jsonc')
      ? { name: 'Deno.test', command: 'deno test' }
      : undefined;
  }
  const run = stringIn(manifest, 'scripts', 'test');
  const isSet = run !== undefined && !run.includes('no test specified');
  const command = isSet ? { command: 'npm test' } : {};
  const named = PACKAGES.find(
    ([name]) =>
      stringIn(manifest, 'devDependencies', name) !== undefined ||
      stringIn(manifest, 'dependencies', name) !== undefined,
  );
  if (named !== undefined) return { name: named[1], ...command };
  const byScript = SCRIPTS.find(([pattern]) => isSet && pattern.test(run));
  return byScript === undefined ? undefined : { name: byScript[1], ...command };
};

/** The more special one first: a project that uses Playwright for some tests has another for the rest. */
const PACKAGES: readonly (readonly [string, string])[] = [
  ['vitest', 'Vitest'],
  ['jest', 'Jest'],
  ['mocha', 'Mocha'],
  ['ava', 'AVA'],
  ['jasmine', 'Jasmine'],
  ['jasmine-core', 'Jasmine'],
  ['tap', 'tap'],
  ['uvu', 'uvu'],
  ['@japa/runner', 'Japa'],
  ['qunit', 'QUnit'],
  ['@playwright/test', 'Playwright Test'],
  ['cypress', 'Cypress'],
];

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\bnode\b.*--test\b/, 'node:test'],
  [/\btsx\b.*--test\b/, 'node:test'],
  [/\bbun test\b/, 'bun:test'],
  [/\bdeno test\b/, 'Deno.test'],
];

const python: Family = files => {
  const has = (name: string, pattern: RegExp): boolean => pattern.test(files.get(name) ?? '');
  const isPytest =
    files.has('pytest.ini') ||
    files.has('conftest.py') ||
    has('pyproject.toml', /\bpytest\b/) ||
    has('setup.cfg', /\[tool:pytest\]|\bpytest\b/) ||
    has('tox.ini', /\[pytest\]|\bpytest\b/) ||
    has('requirements.txt', /^pytest\b/m) ||
    has('requirements-dev.txt', /^pytest\b/m);
  if (isPytest) return { name: 'pytest', command: 'python -m pytest' };
  if (has('manage.py', /django/)) {
    return { name: "Django's test runner", command: 'python manage.py test' };
  }
  return ['pyproject.toml', 'setup.py', 'setup.cfg', 'requirements.txt'].some(name =>
    files.has(name),
  )
    ? { name: 'unittest', command: 'python -m unittest' }
    : undefined;
};

const go: Family = files => {
  const modules = files.get('go.mod');
  if (modules === undefined) return undefined;
  const testify = /stretchr\/testify/.test(modules) ? ' with testify' : '';
  return { name: `Go's testing package${testify}`, command: 'go test ./...' };
};

const rust: Family = files =>
  files.has('Cargo.toml')
    ? { name: "Rust's built-in tests (a tests module in the same file)", command: 'cargo test' }
    : undefined;

const jvm: Family = files => {
  const maven = files.get('pom.xml');
  const gradle = files.get('build.gradle.kts') ?? files.get('build.gradle');
  const build = maven ?? gradle;
  if (build === undefined) return undefined;
  const command = maven === undefined ? './gradlew test' : 'mvn test';
  const name = JVM.find(([pattern]) => pattern.test(build))?.[1];
  return { name: name ?? 'JUnit', command };
};

const JVM: readonly (readonly [RegExp, string])[] = [
  [/kotest/i, 'Kotest'],
  [/spock/i, 'Spock'],
  [/scalatest/i, 'ScalaTest'],
  [/testng|useTestNG/i, 'TestNG'],
  [/junit-jupiter|useJUnitPlatform|org\.junit\.jupiter/, 'JUnit 5'],
  [/<artifactId>junit<|junit:junit/, 'JUnit 4'],
];

const ruby: Family = files => {
  const gems = files.get('Gemfile') ?? '';
  if (files.has('.rspec') || /\brspec/.test(gems)) {
    return { name: 'RSpec', command: 'bundle exec rspec' };
  }
  if (/minitest|\brails\b/.test(gems)) return { name: 'Minitest' };
  return undefined;
};

const php: Family = files => {
  const manifest = files.get('composer.json') ?? '';
  if (manifest.includes('pestphp/pest')) return { name: 'Pest', command: 'vendor/bin/pest' };
  return manifest.includes('phpunit/phpunit')
    ? { name: 'PHPUnit', command: 'vendor/bin/phpunit' }
    : undefined;
};

const dotnet: Family = files => {
  const projects = [...files].filter(([name]) =>
    MANIFEST_ENDINGS.some(ending => name.endsWith(ending)),
  );
  if (projects.length === 0) return undefined;
  const text = projects.map(([, content]) => content).join('\n');
  const name = DOTNET.find(([pattern]) => pattern.test(text))?.[1];
  return name === undefined ? undefined : { name, command: 'dotnet test' };
};

const DOTNET: readonly (readonly [RegExp, string])[] = [
  [/Include="xunit/i, 'xUnit'],
  [/Include="NUnit/i, 'NUnit'],
  [/Include="MSTest/i, 'MSTest'],
];

const native: Family = files => {
  const build = files.get('CMakeLists.txt') ?? '';
  if (/\bgtest|GTest|googletest/.test(build)) return { name: 'GoogleTest', command: 'ctest' };
  if (/Catch2/.test(build)) return { name: 'Catch2', command: 'ctest' };
  return /doctest/.test(build) ? { name: 'doctest', command: 'ctest' } : undefined;
};

const elixir: Family = files =>
  files.has('mix.exs') ? { name: 'ExUnit', command: 'mix test' } : undefined;

const dart: Family = files => {
  const spec = files.get('pubspec.yaml');
  if (spec === undefined) return undefined;
  return /flutter_test/.test(spec)
    ? { name: 'flutter_test', command: 'flutter test' }
    : { name: 'package:test', command: 'dart test' };
};

const swift: Family = files =>
  files.has('Package.swift')
    ? { name: 'Swift Testing or XCTest, as the package uses', command: 'swift test' }
    : undefined;

const FAMILIES: ReadonlyMap<string, Family> = new Map<string, Family>([
  ...['typescript', 'typescriptreact', 'javascript', 'javascriptreact', 'vue', 'svelte'].map(
    id => [id, script] as const,
  ),
  ['python', python],
  ['go', go],
  ['rust', rust],
  ...['java', 'kotlin', 'groovy', 'scala'].map(id => [id, jvm] as const),
  ['ruby', ruby],
  ['php', php],
  ...['csharp', 'fsharp', 'vb'].map(id => [id, dotnet] as const),
  ...['c', 'cpp'].map(id => [id, native] as const),
  ['elixir', elixir],
  ['dart', dart],
  ['swift', swift],
]);

function jsonOf(text: string | undefined): JsonObject | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function stringIn(object: JsonObject, part: string, name: string): string | undefined {
  const inner = object[part];
  const value = isJsonObject(inner) ? inner[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
