import assert from 'node:assert/strict';
import fc from 'fast-check';
import { displayPath, namedFolders, resolveWorkspacePath } from '../../../src/tools/paths.ts';
import { ToolRefusal } from '../../../src/tools/tool.ts';
import {
  createInMemoryWorkspace,
  type InMemoryWorkspace,
} from '../../support/inMemoryWorkspace.ts';

const HOME = { folders: [{ name: 'app', path: '/home/u/app' }] };

async function refused(
  input: string,
  message: RegExp,
  workspace: InMemoryWorkspace = createInMemoryWorkspace(HOME),
): Promise<void> {
  await assert.rejects(
    resolveWorkspacePath(input, workspace.paths),
    (error: unknown) => error instanceof ToolRefusal && message.test(error.message),
    JSON.stringify(input),
  );
}

/** The URI that a path leads to. */
async function uri(
  input: string,
  workspace: InMemoryWorkspace = createInMemoryWorkspace(HOME),
): Promise<string> {
  return (await resolveWorkspacePath(input, workspace.paths)).uri;
}

describe('paths of the model', () => {
  it('are relative to the one folder', async () => {
    assert.deepEqual(
      await resolveWorkspacePath('./src//a b.ts', createInMemoryWorkspace(HOME).paths),
      { display: 'src/a b.ts', uri: 'file:///home/u/app/src/a%20b.ts' },
    );
    assert.equal(await uri('src/../a.ts/'), 'file:///home/u/app/a.ts');
  });

  it('name the folder itself as .', async () => {
    const workspace = createInMemoryWorkspace(HOME);
    for (const input of ['.', '', './', 'src/..', '/home/u/app', '/home/u/app/']) {
      assert.equal((await resolveWorkspacePath(input, workspace.paths)).display, '.', input);
    }
  });

  it('may be absolute within a folder', async () => {
    assert.equal(await uri('/home/u/app/a.ts'), 'file:///home/u/app/a.ts');
  });

  it('S01 do not lead out by .., by being absolute, by ~ or by a URI', async () => {
    await refused('../b', /leads out of the workspace by \.\./);
    await refused('src/../../app-evil/b', /\.\./);
    await refused('/home/u/app/../b', /outside of the workspace/);
    await refused('/../../etc/passwd', /\.\./);
    await refused('/etc/passwd', /outside of the workspace/);
    await refused('~/.ssh/id_rsa', /begins with ~/);
    await refused('~root/x', /begins with ~/);
    await refused('file:///etc/passwd', /is a URI/);
    await refused('file:/etc/passwd', /is a URI/);
  });

  it('S01 take percent-encodings for the characters that they are', async () => {
    assert.equal(await uri('%2e%2e/b'), 'file:///home/u/app/%252e%252e/b');
    assert.equal(await uri('..%2f..%2fb'), 'file:///home/u/app/..%252f..%252fb');
    assert.equal(await uri('a?b#c'), 'file:///home/u/app/a%3Fb%23c');
  });

  it('S01 do not hold backslashes', async () => {
    for (const input of ['..\\b', 'src\\..\\..\\b', 'src/..\\../b', '\\etc']) {
      await refused(input, /backslash/);
    }
  });

  it('S02 are not taken for those of a folder whose name begins alike', async () => {
    await refused('/home/u/app-evil/b', /outside of the workspace/);
    const links = { '/home/u/app/link': '/home/u/app-evil' };
    await refused('link/b', /through a link/, createInMemoryWorkspace({ ...HOME, links }));
  });

  it('S03 do not lead out by a link that is a file', async () => {
    const links = { '/home/u/app/a.ts': '/etc/passwd', '/home/u/app/b.ts': '/home/u/app/c.ts' };
    const workspace = createInMemoryWorkspace({ ...HOME, links });
    await refused('a.ts', /through a link/, workspace);
    assert.deepEqual(await resolveWorkspacePath('b.ts', workspace.paths), {
      display: 'c.ts',
      uri: 'file:///home/u/app/c.ts',
      written: '/home/u/app/b.ts',
    });
  });

  it('S04 do not lead out by a link above them', async () => {
    const links = { '/home/u/app/out': '/tmp', '/home/u/app/again': '/home/u/app/out' };
    const workspace = createInMemoryWorkspace({ ...HOME, links });
    await refused('out/x', /through a link/, workspace);
    await refused('again/x', /through a link/, workspace);
  });

  it('S05 do not lead out by a link above a file that does not exist yet', async () => {
    const links = { '/home/u/app/out': '/tmp' };
    const workspace = createInMemoryWorkspace({ ...HOME, links });
    await refused('out/new/dir/file.ts', /through a link/, workspace);
  });

  it('are let through if the folder itself is reached by a link', async () => {
    const links = { '/home/u/app': '/data/app', '/home/u/app/x': '/etc' };
    const workspace = createInMemoryWorkspace({ ...HOME, links });
    assert.deepEqual(await resolveWorkspacePath('src/a.ts', workspace.paths), {
      display: 'src/a.ts',
      uri: 'file:///data/app/src/a.ts',
    });
  });

  it('S08 are refused if Windows would take them for something else', async () => {
    await refused('C:x', /colon|URI/);
    await refused('C:/x', /colon|URI/);
    await refused('a.txt:stream', /colon|URI/);
    await refused('src/a.txt::$DATA', /colon/);
    await refused('//server/share/x', /network share/);
    await refused('\\\\?\\C:\\x', /backslash/);
    await refused('\\??\\C:\\x', /backslash/);
    await refused('//?/C:/x', /colon|network/);
    for (const name of ['CON', 'nul', 'src/COM1.txt', 'LPT¹', 'aux/x', 'conin$']) {
      await refused(name, /device/);
    }
    for (const name of ['a.txt.', 'a.txt ', 'dir /x', '...', '.. /x']) {
      await refused(name, /ends in a dot or a space/);
    }
    assert.equal(await uri('src/console.ts'), 'file:///home/u/app/src/console.ts');
  });

  it('S08 are refused for their writing before anything is looked at', async () => {
    const workspace = createInMemoryWorkspace(HOME);
    for (const input of ['//server/share/x', '\\\\server\\share', '/etc/passwd', '../x', 'C:x']) {
      await assert.rejects(resolveWorkspacePath(input, workspace.paths));
    }
    assert.deepEqual(workspace.calls, []);
  });

  it('S09 are refused with control characters, half characters and over 4,096 characters', async () => {
    for (const input of ['a\0b', 'a\nb', 'a\rb', 'a\x7fb', 'a\u0085b']) {
      await refused(input, /control character/);
    }
    await refused('a\ud800b', /well-formed/);
    await refused('a/'.repeat(2_100), /longer than 4096/);
  });

  it('S09 take look-alikes of . and / for the characters that they are', async () => {
    assert.equal(
      await uri('\u2024\u2024/\uff0e\uff0e\uff0fb'),
      'file:///home/u/app/%E2%80%A4%E2%80%A4/%EF%BC%8E%EF%BC%8E%EF%BC%8Fb',
    );
    assert.notEqual(await uri('e\u0301.ts'), await uri('\u00e9.ts'));
  });

  it('S10 do not reach other schemes', async () => {
    for (const input of ['vscode-userdata:/User/settings.json', 'output:x', 'git:/a?{}']) {
      await refused(input, /is a URI/);
    }
  });

  it('never lead out of the workspace, whatever is written', async () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '',
      'a',
      '%2e%2e',
      '/',
      '~',
      ':',
      '\\',
      'app',
      ' ',
      'é',
    );
    const path = fc.array(part, { maxLength: 8 }).map(parts => parts.join('/'));
    const { paths } = createInMemoryWorkspace(HOME);
    let resolved = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(path, fc.string({ unit: 'binary' })), async input => {
        try {
          const found = await resolveWorkspacePath(input, paths);
          resolved += 1;
          assert.match(`${found.uri}/`, /^file:\/\/\/home\/u\/app\//);
          assert.doesNotMatch(found.uri, /\/\.\.?(\/|$)/);
        } catch (error) {
          if (!(error instanceof ToolRefusal)) throw error;
        }
      }),
      { numRuns: 1_000 },
    );
    assert(resolved > 50, `only ${resolved} were let through`);
  });
});

describe('paths in a workspace of several folders', () => {
  const several = {
    folders: [
      { name: 'one', path: '/w/one' },
      { name: 'two', path: '/w/two' },
      { name: 'inner', path: '/w/one/inner' },
    ],
    links: { '/w/one/link': '/w/two/src' },
  };

  it('begin with the name of a folder', async () => {
    const workspace = createInMemoryWorkspace(several);
    assert.deepEqual(await resolveWorkspacePath('two/src/a.ts', workspace.paths), {
      display: 'two/src/a.ts',
      uri: 'file:///w/two/src/a.ts',
    });
    await refused('src/a.ts', /name of a workspace folder: one, two, inner/, workspace);
    await refused('one/../../x', /\.\./, workspace);
  });

  it('are shown as where they lead', async () => {
    const workspace = createInMemoryWorkspace(several);
    const shown = async (input: string): Promise<string> =>
      (await resolveWorkspacePath(input, workspace.paths)).display;
    assert.equal(await shown('one/link/a.ts'), 'two/src/a.ts');
    assert.equal(await shown('one/inner/a.ts'), 'inner/a.ts');
    assert.equal(await shown('one'), 'one');
  });

  it('S10 tell folders of one name apart', async () => {
    const workspace = createInMemoryWorkspace({
      folders: [
        { name: 'app', path: '/w/a/app' },
        { name: 'app', path: '/w/b/app' },
      ],
    });
    assert.equal(await uri('app/x', workspace), 'file:///w/a/app/x');
    assert.equal(await uri('app (2)/x', workspace), 'file:///w/b/app/x');
  });

  it('S10 give folders names that can be written in a path', () => {
    const names = ['Front / End', '..', '', '~x', 'a:b', 'a_b'];
    assert.deepEqual(
      namedFolders(names.map(name => ({ name, uri: 'file:///x' }))).map(({ name }) => name),
      ['Front _ End', 'folder ..', 'folder', 'folder ~x', 'a_b', 'a_b (2)'],
    );
  });
});

describe('the name of a file for people', () => {
  it('is relative to its folder, and none outside', () => {
    const folders = [{ name: 'app', uri: 'file:///w/app' }];
    assert.equal(displayPath('file:///w/app/a%20b/c%25.ts', folders), 'a b/c%.ts');
    assert.equal(displayPath('file:///w/app-evil/a.ts', folders), undefined);
    assert.equal(displayPath('file:///', [{ name: 'root', uri: 'file:///' }]), '.');
    assert.equal(displayPath('file:///etc/x', [{ name: 'root', uri: 'file:///' }]), 'etc/x');
  });
});

describe('paths without an open folder', () => {
  it('are refused', async () => {
    await refused('a.ts', /No folder is open/, createInMemoryWorkspace({ folders: [] }));
  });
});
