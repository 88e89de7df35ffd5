import assert from 'node:assert/strict';
import { protectedReason } from '../../../src/tools/protectedFiles.ts';

const PROTECTED = `
.vscode/settings.json .vscode/tasks.json app.code-workspace .git .git/config .git/hooks/pre-commit .gitmodules
.gitattributes .githooks/x .husky/pre-commit lefthook.yml .pre-commit-config.yaml .github/workflows/ci.yml
.github/actions/a/action.yml .gitlab-ci.yml Jenkinsfile .circleci/config.yml .devcontainer/devcontainer.json
.devcontainer/Dockerfile .devcontainer.json Dockerfile docker-compose.yml .envrc .npmrc .yarnrc .yarnrc.yml
.pnpmfile.cjs package.json binding.gyp Makefile GNUmakefile justfile Taskfile.yml tox.ini setup.py setup.cfg
conftest.py pyproject.toml x.pth sitecustomize.py build.rs .cargo/config.toml Gemfile Rakefile build.gradle
gradlew gradle/wrapper/gradle-wrapper.properties mvnw .mvn/jvm.config .bashrc .zshenv .profile .ssh/config
.ssh/authorized_keys AGENTS.md CLAUDE.md .github/copilot-instructions.md .cursor/rules/a.mdc .cursorrules
.claude/settings.json .plumbignore .gitignore .ignore eslint.config.mjs .eslintrc.js .prettierrc
prettier.config.js vite.config.ts jest.config.cjs webpack.config.js .mcp.json repo/hooks/post-checkout
Cargo.toml .Rprofile .ghci hie.yaml .markdownlint-cli2.cjs .markdownlint-cli2.mjs .markdownlint.cjs omnisharp.json
nuget.config .gdbinit .lldbinit .pdbrc .irbrc .pryrc .php-cs-fixer.php .php-cs-fixer.dist.php phpstan.neon
phpstan.neon.dist .storybook/main.ts .storybook/preview.js vue.config.js angular.json cspell.config.js
cspell.config.cjs .remarkrc.js .remarkrc.cjs BUILD BUILD.bazel Tiltfile Procfile mcp.json opencode.json
.gitlab/ci/build.yml package-lock.json yarn.lock pnpm-lock.yaml bun.lock .markdownlint-cli2.jsonc .cspell.json
`;

const PLAIN = `
src/main.ts README.md docs/git.md .editorconfig tsconfig.json src/package.ts src/hooks/useThing.ts
src/hooks/index.ts vscode/settings.json github/workflows/a.yml makefile.md src/dockerfileParser.ts
app.code-workspace.ts media/claude.png .cursor/worktrees/a/src/main.ts .claude/worktrees/b/src/a.ts
src/eslint.config.md test/agents.ts lib/rake.rb data.json a.b/c.d src/build/index.ts docs/build.md
src/cargo.ts .gitlab/issue_templates/a.md src/irbrc.rb procfile.md src/storybook/main.ts rprofile.r build/out.js
`;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

describe('files that something runs by itself', () => {
  it('S11 are protected at any depth', () => {
    for (const path of words(PROTECTED)) {
      assert.notEqual(protectedReason(path), undefined, path);
      assert.notEqual(protectedReason(`a/b/${path}`), undefined, `a/b/${path}`);
    }
  });

  it('S09 S11 are protected whatever their case, width, composition, and end', () => {
    for (const path of words(PROTECTED)) {
      assert.notEqual(protectedReason(path.toUpperCase()), undefined, path);
      assert.notEqual(protectedReason(`${path}. .`), undefined, path);
      const wide = path.replace(/[a-z]/, letter =>
        String.fromCharCode(letter.charCodeAt(0) + 0xfee0),
      );
      assert.notEqual(protectedReason(wide), undefined, wide);
    }
    for (const path of [
      '.VSCODE/settings.json',
      '.GIT/hooks/post-commit',
      '.g\u200cit/config',
      '.git /config',
      'GIT~1/config',
      '.vscode./tasks.json',
      'pac\u212Aage.json',
      '.v\u017Fcode/settings.json',
    ]) {
      assert.notEqual(protectedReason(path), undefined, JSON.stringify(path));
    }
  });

  it('S11 leave the others alone, whose names are only alike', () => {
    for (const path of words(PLAIN)) assert.equal(protectedReason(path), undefined, path);
  });

  it('S11 say why', () => {
    assert.match(protectedReason('.vscode/tasks.json') ?? '', /editor/);
    assert.match(protectedReason('.git/hooks/pre-push') ?? '', /Git/);
    assert.match(protectedReason('package.json') ?? '', /package manager/);
  });
});
