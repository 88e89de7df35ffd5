/** What one real shell makes of commands: title, the exact command, the exact output. */
export interface ShellCases {
  readonly cases: readonly (readonly [title: string, command: string, output: string])[];
  /** Asks, and says how the asking ended; and what it prints then. */
  readonly prompt: readonly [command: string, output: RegExp];
}

type Case = ShellCases['cases'][number];

/** What every shell of POSIX systems here takes alike, fish too. */
const COMMON: readonly Case[] = [
  ['S31 a line end', 'echo a\necho b', 'a\nb\n'],
  ['S31 ;', 'echo a; echo b', 'a\nb\n'],
  ['S31 &&', 'true && echo and; false && echo no; true', 'and\n'],
  ['S31 ||', 'false || echo or; true || echo no', 'or\n'],
  ['S31 |', 'echo a | tr a b', 'b\n'],
  ['S31 &', 'echo a & wait', 'a\n'],
  ['S31 $(…)', 'echo $(echo inner)', 'inner\n'],
  ['S31 redirections', 'echo q > made; echo r >> made; cat < made', 'q\nr\n'],
  [
    'S34 quotes of both kinds and spaces',
    `printf '%s|' "a  b" 'e"f' "g'h" c\\ d`,
    `a  b|e"f|g'h|c d|`,
  ],
  ['S34 characters outside of ASCII', `printf '%s|' "é😀\u200b\u202e"`, 'é😀\u200b\u202e|'],
  ['S34 spaces and a comment around it', '  echo a  # echo b  ', 'a\n'],
  ['S32 wrappers', `env sh -c 'echo "$0" "$1"' x y | xargs -n1 echo`, 'x\ny\n'],
];

const POSIX: readonly Case[] = [
  ...COMMON,
  ['S31 backticks', 'echo `echo tick`', 'tick\n'],
  ['S31 a here-document', `cat <<'END'\n$x \`y\`\nEND\n`, '$x `y`\n'],
  ['S31 a here-document that expands', 'x=1; cat <<END\n$x\nEND', '1\n'],
  ['S31 redirection of errors', 'echo a 2>&1 >/dev/null; echo b >&2', 'b\n'],
];

export const SHELL_CASES: Readonly<Record<string, ShellCases>> = {
  bash: {
    cases: [
      ...POSIX,
      ['S31 <(…)', 'cat <(echo piped)', 'piped\n'],
      ['S33 ${x@P}', `x='$(echo run)'; echo "\${x@P}"`, 'run\n'],
      ["S33 $'\\x'", `echo $'\\x41\\n'b`, 'A\nb\n'],
      ['S33 [[ ]]', '[[ abc == a* ]] && echo matches', 'matches\n'],
      ['S33 =cmd, which means nothing', 'echo =ls', '=ls\n'],
    ],
    prompt: ['read -p "Sure? " x; echo "status $?"', /status 1\n$/],
  },
  dash: {
    cases: [
      ...POSIX,
      ["S33 $'\\x', which means nothing", `printf '%s\\n' $'\\x41'`, '$\\x41\n'],
      ['S33 =cmd, which means nothing', 'echo =ls', '=ls\n'],
    ],
    prompt: ['read x; echo "status $?"', /status 1\n$/],
  },
  zsh: {
    cases: [
      ...POSIX,
      ['S31 <(…)', 'cat <(echo piped)', 'piped\n'],
      ["S33 $'\\x'", `echo $'\\x41\\n'b`, 'A\nb\n'],
      ['S33 [[ ]]', '[[ abc == a* ]] && echo matches', 'matches\n'],
      ['S33 =cmd, the path of a program', 'test =sh -ef "$(command -v sh)" && echo same', 'same\n'],
      ['S33 a pattern that runs code', `touch a; print -l a(e:'echo ran':)`, 'ran\na\n'],
    ],
    prompt: ['read x; echo "status $?"', /status 1\n$/],
  },
  fish: {
    cases: [
      ...COMMON,
      ['S31 psub', 'cat (echo piped | psub)', 'piped\n'],
      ['S33 (…)', 'echo (echo inner)', 'inner\n'],
      ['S33 backticks, which mean nothing', 'echo `echo tick`', '`echo tick`\n'],
      [
        "S33 $'\\x', which is refused as a whole",
        "echo b; echo $'\\x41'",
        "fish: Expected a variable name after this $.\necho b; echo $'\\x41'\n             ^\n",
      ],
      ['S34 its own words', 'for i in 1 2\n echo $i\nend; begin; echo in; end', '1\n2\nin\n'],
      ['S34 its own variables', 'set x a b; echo $x[2] (count $x)', 'b 2\n'],
    ],
    prompt: ['read x; echo "status $status"', /status 1\n$/],
  },
  cmd: {
    cases: [
      ['S31 &', 'echo a&echo b', 'a\nb\n'],
      ['S31 &&', 'ver >nul&&echo and', 'and\n'],
      ['S31 ||', 'exit /b 1||echo no', ''],
      ['S31 redirections', 'echo q>made&type made', 'q\n'],
      ['S34 quotes', 'echo "a  b" \'c\'', '"a  b" \'c\'\n'],
      ['S33 ^', 'echo a^&b', 'a&b\n'],
      ['S33 %VAR:~0,1%', 'echo %OS:~0,3%', 'Win\n'],
    ],
    prompt: ['set /p x=Sure? & echo ended', /ended\n$/],
  },
  powershell: {
    cases: [
      ['S31 ;', 'Write-Output a; Write-Output b', 'a\nb\n'],
      ['S31 a line end', 'Write-Output a\nWrite-Output b', 'a\nb\n'],
      ['S31 |', `'b', 'a' | Sort-Object`, 'a\nb\n'],
      ['S31 $(…)', '"x$(1 + 1)y"', 'x2y\n'],
      ['S31 a here-string', `@'\n$x "y" \\"\n'@`, '$x "y" \\"\n'],
      ['S34 quotes of both kinds', `'e"f', "g'h", "i""j"`, `e"f\ng'h\ni"j\n`],
      ['S34 characters outside of ASCII', `[int][char]'é'; '😀'.Length`, '233\n2\n'],
      ['S33 iex', `iex 'Write-Output ran'`, 'ran\n'],
    ],
    prompt: ['try { Read-Host Sure } catch { "ended" }', /ended\n$/],
  },
};
