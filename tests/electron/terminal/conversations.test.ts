import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { z } from 'zod';
import { ConversationSchema } from '../../../shared/conversations.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { runEnsemble, type Terminal } from '../../fakes/terminal.ts';

const SAMPLE = new URL('../../../assets/samples/invoice.png', import.meta.url);

function person(): Terminal {
  return { folder: temporaryFolder(), home: temporaryFolder() };
}

function listed(terminal: Terminal) {
  const { stdout } = runEnsemble(terminal, 'conversations', 'list', '--json');
  return z.array(ConversationSchema).parse(JSON.parse(stdout));
}

/** Someone who has asked for something with a file. */
function worked() {
  const someone = person();
  copyFileSync(SAMPLE, join(someone.folder, 'invoice.png'));
  expect(runEnsemble(someone, 'ask', 'make invoice.png black and white').status).toBe(0);
  const [conversation] = listed(someone);
  return { someone, id: conversation?.id ?? '', title: conversation?.title ?? '' };
}

async function namesIn(path: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { fileName } of (await fromBufferPromise(readFileSync(path))).eachEntry()) {
    names.push(fileName);
  }
  return names;
}

describe('ensemble conversations', () => {
  it('lists what there is', () => {
    expect(runEnsemble(person(), 'conversations', 'list').stdout).toContain('no conversation yet');
    const { someone, id, title } = worked();
    const { stdout, status } = runEnsemble(someone, 'conversations', 'list');
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^${id}  .*finished +${title}$`, 'm'));
  });

  it('exports one, and restores it in an empty home with what it made', async () => {
    const { someone, id, title } = worked();
    const { stdout, status } = runEnsemble(someone, 'conversations', 'export', id);
    expect(status).toBe(0);
    const path = stdout.trim();
    expect(path).toBe(join(someone.folder, 'make-invoice-png-black-and-white.zip'));
    const [run] = JSON.parse(runEnsemble(someone, 'runs', 'list', '--json').stdout);
    const before = runEnsemble(someone, 'runs', 'show', run.id, '--json').stdout;
    expect(await namesIn(path)).toEqual(
      expect.arrayContaining(['conversation.md', 'conversation.json', 'media/invoice.png']),
    );

    const other = { ...person(), folder: someone.folder };
    const imported = runEnsemble(other, 'conversations', 'import', path);
    expect(imported).toMatchObject({ status: 0, stdout: `${id}  ${title}\n`, stderr: '' });
    expect(listed(other)).toMatchObject([{ id, title, status: 'finished' }]);
    expect(runEnsemble(other, 'runs', 'show', run.id, '--json').stdout).toBe(before);
  });

  it('never writes over a file that is there', async () => {
    const { someone, id } = worked();
    const out = join(someone.folder, 'kept.zip');
    writeFileSync(out, 'something else');
    mkdirSync(join(someone.folder, 'a folder'));
    const written = ['kept.zip', 'kept.zip', 'a folder', 'new/deep.zip'].map((path) =>
      runEnsemble(someone, 'conversations', 'export', id, '--out', path).stdout.trim(),
    );
    expect(written).toEqual(
      [
        ...['kept-2.zip', 'kept-3.zip'],
        join('a folder', 'make-invoice-png-black-and-white.zip'),
        join('new', 'deep.zip'),
      ].map((path) => join(someone.folder, path)),
    );
    expect(readFileSync(out, 'utf8')).toBe('something else');
    for (const path of written) {
      expect(await namesIn(path)).toContain('conversation.json');
    }
  });

  it('says what it could not export, and leaves nothing behind', () => {
    const { someone, id } = worked();
    const before = readdirSync(someone.folder);
    const unknown = runEnsemble(someone, 'conversations', 'export', 'nothing');
    expect(unknown).toMatchObject({ status: 1, stdout: '' });
    expect(unknown.stderr).toContain('[CONVERSATION_NOT_FOUND]');
    const blocked = join('invoice.png', 'a.zip');
    const refused = runEnsemble(someone, 'conversations', 'export', id, '--out', blocked);
    expect(refused.stderr).toContain('[HOME_UNUSABLE]');
    expect(readdirSync(someone.folder)).toEqual(before);
  });

  it('says why it took nothing in', () => {
    const someone = person();
    writeFileSync(join(someone.folder, 'odd.zip'), 'hello');
    for (const [file, code] of [
      ['odd.zip', 'IMPORT_INVALID'],
      ['gone.zip', 'FILE_NOT_FOUND'],
    ] as const) {
      const { status, stdout, stderr } = runEnsemble(someone, 'conversations', 'import', file);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toContain(`[${code}]`);
    }
    expect(listed(someone)).toEqual([]);
    expect(existsSync(join(someone.folder, 'gone.zip'))).toBe(false);
  });
});
