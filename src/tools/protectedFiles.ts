import * as l10n from '@vscode/l10n';
import { foldedSegments } from './foldedPath.ts';

/** Who runs, or obeys, a file by itself. */
type Runner =
  | 'editor'
  | 'git'
  | 'packages'
  | 'build'
  | 'tests'
  | 'shell'
  | 'service'
  | 'container'
  | 'extension'
  | 'ssh'
  | 'agents'
  | 'ignores';

/** A test of `/`-led, folded paths, so that `/\.git/` begins a part. */
const RULES: readonly (readonly [Runner, RegExp])[] = [
  // `git~1` is the short name that Windows gives to `.git`.
  ['git', /\/(?:\.git|git~1)(?:\/|$)/],
  ['git', /\/\.git(?:modules|attributes|config)$/],
  ['git', /\/(?:\.githooks|\.husky|\.git-hooks)(?:\/|$)/],
  [
    'git',
    /\/hooks\/(?:(?:pre|post|prepare|commit|applypatch|fsmonitor|reference|update|push|sendemail|p4)[\w-]*)$/,
  ],
  [
    'git',
    /\/\.?(?:lefthook(?:-local)?|pre-commit-config|pre-commit-hooks|huskyrc|overcommit|lintstagedrc|lint-staged\.config)(?:\.\w+)?$/,
  ],
  ['editor', /\/\.(?:vscode|vscode-server|idea|fleet|zed)(?:\/|$)/],
  ['editor', /\.code-workspace$/],
  // What it names is a server that starts, or a file that is loaded as code.
  ['editor', /\/(?:hie\.yaml|omnisharp\.json)$/],
  ['editor', /\/(?:\.exrc|\.n?vimrc|\.nvim\.lua|\.dir-locals(?:-2)?\.el)$/],
  ['service', /\/\.(?:github|gitea|forgejo)\/(?:workflows|actions)(?:\/|$)/],
  ['service', /\/\.github\/dependabot\.ya?ml$/],
  ['service', /\/\.(?:circleci|buildkite|woodpecker|drone|teamcity|ci)(?:\/|$)/],
  [
    'service',
    /\/(?:\.gitlab-ci|\.travis|\.drone|\.woodpecker|\.cirrus|\.appveyor|appveyor|azure-pipelines|bitbucket-pipelines|cloudbuild|buildspec|\.readthedocs|netlify|vercel|render|action)\.(?:ya?ml|toml|json)$/,
  ],
  ['service', /\/\.gitlab\/ci(?:\/|$)/],
  ['service', /\/procfile(?:\.(?!(?:md|txt)$)[\w-]+)?$/],
  ['service', /\/jenkinsfile(?:\.\w+)?$/],
  ['container', /\/\.devcontainer(?:\/|$)/],
  ['container', /\/\.devcontainer\.json$/],
  ['container', /\/(?:[\w.-]+\.)?(?:dockerfile|containerfile)(?:\.[\w.-]+)?$/],
  ['container', /\/(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/],
  ['container', /\/(?:\.gitpod\.ya?ml|vagrantfile)$/],
  [
    'shell',
    /\/\.(?:envrc|tool-versions|autoenv(?:\.zsh)?|in|out|mise(?:\.[\w-]+)*\.toml|bash(?:rc|_profile|_login|_logout|_aliases)|profile|zsh(?:rc|env)|zprofile|zlog(?:in|out)|kshrc|cshrc|tcshrc|login|logout|inputrc|xprofile|xinitrc|xsessionrc)$/,
  ],
  ['shell', /\/\.(?:rprofile|renviron|ghci|gdbinit|lldbinit|pdbrc(?:\.py)?|irbrc|pryrc)$/],
  ['shell', /\/mise(?:\.[\w-]+)*\.toml$/],
  ['shell', /\/\.config\/(?:fish|nushell|autostart|systemd|direnv|mise)(?:\/|$)/],
  ['shell', /\/(?:config\.fish|(?:microsoft\.\w+_)?profile\.ps1)$/],
  ['ssh', /\/\.(?:ssh|gnupg)(?:\/|$)/],
  [
    'packages',
    /\/(?:package\.json|binding\.gyp|\.npmrc|\.yarnrc(?:\.ya?ml)?|\.?pnpmfile\.[cm]?js|pnpm-workspace\.ya?ml|bunfig\.toml|deno\.jsonc?|\.bunfig\.toml)$/,
  ],
  // Where each package comes from: its scripts run when it is installed.
  [
    'packages',
    /\/(?:npm-shrinkwrap\.json|package-lock\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|nuget\.config)$/,
  ],
  ['packages', /\/\.yarn\/(?:releases|plugins)(?:\/|$)/],
  [
    'packages',
    /\/(?:setup\.(?:py|cfg)|pyproject\.toml|(?:site|user)customize\.py|[^/]+\.pth|pip\.conf|pip\.ini|\.pypirc|pipfile)$/,
  ],
  ['packages', /\/(?:gemfile|[^/]+\.gemspec|composer\.json|podfile|package\.swift|mix\.exs)$/],
  ['packages', /\/\.bundle\/config$/],
  [
    'build',
    /\/(?:(?:gnu|bsd)?makefile(?:\.(?!(?:md|txt)$)[\w-]+)?|[^/]+\.mk|\.?justfile|taskfile(?:\.dist)?\.ya?ml|rakefile|build\.rs|cmakelists\.txt|cmakepresets\.json|meson\.build|wscript|sconstruct|build\.xml|build\.sbt|build\.zig|dodo\.py|fabfile\.py|noxfile\.py|(?:module|workspace|build)(?:\.bazel)|workspace|\.bazelrc|turbo\.json|nx\.json|flake\.nix|shell\.nix|default\.nix|directory\.(?:build|packages)\.(?:props|targets))$/,
  ],
  ['build', /\/(?:cargo\.toml|build|tiltfile|angular\.json)$/],
  ['build', /\/\.cargo\/config(?:\.toml)?$/],
  ['build', /\/rust-toolchain(?:\.toml)?$/],
  [
    'build',
    /\/(?:(?:build|settings|init)\.gradle(?:\.kts)?|gradle\.properties|gradlew(?:\.bat)?|mvnw(?:\.cmd)?|pom\.xml)$/,
  ],
  ['build', /\/gradle\/(?:wrapper|init\.d)(?:\/|$)/],
  ['build', /\/\.mvn(?:\/|$)/],
  ['build', /\/[^/]+\.(?:csproj|vbproj|fsproj|vcxproj|sln)$/],
  ['tests', /\/(?:conftest\.py|tox\.ini|pytest\.ini)$/],
  [
    'extension',
    /\/(?:eslint|prettier|stylelint|vite|vitest|jest|webpack|rollup|babel|postcss|tailwind|next|nuxt|astro|svelte|playwright|cypress|karma|commitlint|metro|esbuild|rspack|tsup|wdio|uno|windi|knip|vue|cspell)\.(?:config|setup)\.[cm]?[jt]sx?$/,
  ],
  [
    'extension',
    /\/\.(?:eslintrc|prettierrc|stylelintrc|babelrc|mocharc|postcssrc|swcrc|nycrc|jshintrc|remarkrc|markdownlint(?:-cli2)?|cspell)(?:\.\w+)?$/,
  ],
  ['extension', /\/\.storybook(?:\/|$)/],
  ['extension', /\/(?:\.php-cs-fixer(?:\.dist)?\.php|phpstan\.neon(?:\.dist)?)$/],
  ['extension', /\/(?:gulpfile|gruntfile|karma\.conf|protractor\.conf)(?:\.[\w.]+)?$/],
  ['extension', /\/\.(?:pylintrc|rubocop\.ya?ml|flake8|clangd|luarc\.jsonc?)$/],
  ['agents', /\/(?:agents?|claude|gemini|copilot)(?:\.local|\.override)?\.md$/],
  [
    'agents',
    /\/\.github\/(?:copilot-instructions\.md|(?:instructions|prompts|agents|chatmodes)(?:\/|$))/,
  ],
  ['agents', /\/\.(?:cursor|windsurf|roo|clinerules|continue|kiro|amazonq)(?:\/(?!worktrees\/)|$)/],
  ['agents', /\/\.(?:claude|codex|gemini|agents)\/(?!worktrees\/)/],
  ['agents', /\/(?:mcp|opencode)\.jsonc?$/],
  ['agents', /\/\.(?:cursorrules|windsurfrules|clinerules|roorules|goosehints|mcp\.json)/],
  ['ignores', /\/\.(?:plumb|git|rg|docker|npm|eslint|prettier|cursor|vscode)?ignore$/],
];

/**
 * Why changing a file needs a person's word each time, in words for them: something runs or obeys it
 * by itself, with nobody asked (S11). Told by the path alone, at any depth, whatever its case (S09).
 * @param path `/`-separated; of a real place, as what is above the workspace counts too
 */
export function protectedReason(path: string): string | undefined {
  const folded = `/${foldedSegments(path).join('/')}`;
  const rule = RULES.find(([, pattern]) => pattern.test(folded));
  return rule === undefined ? undefined : reasonFor(rule[0]);
}

function reasonFor(runner: Runner): string {
  switch (runner) {
    case 'editor':
      return l10n.t('An editor obeys this file by itself; it can start programs.');
    case 'git':
      return l10n.t('Git obeys this file by itself; it can start programs.');
    case 'packages':
      return l10n.t('A package manager obeys this file; it can run code.');
    case 'build':
      return l10n.t('A build tool runs this file.');
    case 'tests':
      return l10n.t('A test runner runs this file by itself.');
    case 'shell':
      return l10n.t('A shell runs this file by itself.');
    case 'service':
      return l10n.t('A build service runs this file, with what it may access.');
    case 'container':
      return l10n.t('A container is built or started from this file.');
    case 'extension':
      return l10n.t('Extensions of the editor run or obey this file by themselves.');
    case 'ssh':
      return l10n.t('This file decides who gets access to which machine.');
    case 'agents':
      return l10n.t('This file instructs assistants such as this one.');
    case 'ignores':
      return l10n.t('This file decides what is seen, and what is kept from the model.');
  }
}
