import assert from 'node:assert/strict';
import { testFramework } from '../../../../src/host/selection/forTests/testFramework.ts';

const files = (...entries: readonly [string, string][]): ReadonlyMap<string, string> =>
  new Map(entries);
const manifest = (value: object): [string, string] => ['package.json', JSON.stringify(value)];

describe('what a project tests with', () => {
  const cases: readonly [
    string,
    string,
    ReadonlyMap<string, string>,
    string,
    string | undefined,
  ][] = [
    [
      'a package of npm names',
      'typescript',
      files(manifest({ devDependencies: { vitest: '3' }, scripts: { test: 'vitest run' } })),
      'Vitest',
      'npm test',
    ],
    [
      'stands beside tests of the browser',
      'typescriptreact',
      files(manifest({ devDependencies: { '@playwright/test': '1', jest: '30' } })),
      'Jest',
      undefined,
    ],
    [
      'only the script tells of',
      'typescript',
      files(manifest({ scripts: { test: "node --test 'test/*.test.ts'" } })),
      'node:test',
      'npm test',
    ],
    ['Deno has', 'typescript', files(['deno.json', '{}']), 'Deno.test', 'deno test'],
    [
      'pyproject.toml sets',
      'python',
      files(['pyproject.toml', '[tool.pytest.ini_options]\n']),
      'pytest',
      'python -m pytest',
    ],
    ['pytest.ini sets', 'python', files(['pytest.ini', '']), 'pytest', 'python -m pytest'],
    [
      'Django has',
      'python',
      files(['manage.py', 'import django'], ['requirements.txt', 'Django\n']),
      "Django's test runner",
      'python manage.py test',
    ],
    [
      'Python has where nothing else is named',
      'python',
      files(['setup.py', '']),
      'unittest',
      'python -m unittest',
    ],
    [
      'Go has',
      'go',
      files(['go.mod', 'module x\nrequire github.com/stretchr/testify v1.9.0\n']),
      "Go's testing package with testify",
      'go test ./...',
    ],
    [
      'Cargo has',
      'rust',
      files(['Cargo.toml', '[package]']),
      "Rust's built-in tests (a tests module in the same file)",
      'cargo test',
    ],
    [
      'Maven has',
      'java',
      files(['pom.xml', '<artifactId>junit-jupiter</artifactId>']),
      'JUnit 5',
      'mvn test',
    ],
    [
      'Gradle has',
      'kotlin',
      files(['build.gradle.kts', 'testImplementation("io.kotest:kotest-runner-junit5")']),
      'Kotest',
      './gradlew test',
    ],
    ['a Gemfile names', 'ruby', files(['Gemfile', "gem 'rspec'"]), 'RSpec', 'bundle exec rspec'],
    [
      'Composer names',
      'php',
      files(['composer.json', '{"require-dev": {"phpunit/phpunit": "^11"}}']),
      'PHPUnit',
      'vendor/bin/phpunit',
    ],
    [
      'a project of .NET names',
      'csharp',
      files(['Shop.Tests.csproj', '<PackageReference Include="xunit" />']),
      'xUnit',
      'dotnet test',
    ],
  ];
  for (const [title, language, given, name, command] of cases) {
    it(`is what ${title}: ${name}`, () => {
      const found = testFramework(language, given);
      assert.deepEqual(found, command === undefined ? { name } : { name, command });
    });
  }

  it('is not guessed', () => {
    const nothing = files(
      manifest({ scripts: { test: 'echo "Error: no test specified" && exit 1' } }),
    );
    assert.equal(testFramework('typescript', nothing), undefined);
    assert.equal(testFramework('typescript', files(['package.json', '{ not JSON'])), undefined);
    assert.equal(testFramework('typescript', files(['go.mod', 'module x'])), undefined);
    assert.equal(testFramework('plaintext', files(['go.mod', 'module x'])), undefined);
    assert.equal(testFramework('csharp', files(['Shop.csproj', '<Project />'])), undefined);
  });
});
