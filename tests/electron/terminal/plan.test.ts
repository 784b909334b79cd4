import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fakes/folders.ts';
import { runEnsemble } from '../../fakes/terminal.ts';

function person() {
  return { folder: temporaryFolder(), home: join(temporaryFolder(), 'never-made') };
}

describe('ensemble plan', () => {
  it('plans for files that need not be there, without a data folder', () => {
    const { status, stdout } = runEnsemble(person(), 'plan', 'read invoice.png for me', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      { id: 0, task: 'image-to-text', dep: [-1], args: { image: 'invoice.png' } },
      { id: 1, task: 'text-to-speech', dep: [0], args: { text: '<resource>-0' } },
    ]);
  });

  it('knows a given file by the name that the request has for it', () => {
    const given = ['--file', 'some/where/notes.txt', '--json'];
    const { stdout } = runEnsemble(person(), 'plan', 'summarise notes.txt', ...given);
    expect(JSON.parse(stdout)).toEqual([
      { id: 0, task: 'summarization', dep: [-1], args: { text: 'notes.txt' } },
    ]);
  });

  it('plans a file of requests, a line each', () => {
    const { folder, home } = person();
    const requests = [
      { id: 'a', request: 'read invoice.png for me' },
      { id: 7, request: 'hello there' },
    ];
    writeFileSync(
      join(folder, 'requests.jsonl'),
      requests.map((line) => `${JSON.stringify(line)}\n`).join(''),
    );
    const { status, stdout } = runEnsemble({ folder, home }, 'plan', '--batch', 'requests.jsonl');
    expect(status).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ id }) => id)).toEqual(['a', 7]);
    expect(lines[0].plan.map(({ task }: { task: string }) => task)).toEqual([
      'image-to-text',
      'text-to-speech',
    ]);
    expect(lines[1].plan).toEqual([]);
  });

  it('says which line of the file is wrong', () => {
    const { folder, home } = person();
    writeFileSync(join(folder, 'requests.jsonl'), '{"id": 1, "request": "hi"}\n{"id": 2}\n');
    const { status, stderr } = runEnsemble({ folder, home }, 'plan', '--batch', 'requests.jsonl');
    expect(status).toBe(2);
    expect(stderr).toContain('Line 2');
  });

  it('expects a request or a file', () => {
    expect(runEnsemble(person(), 'plan').status).toBe(2);
    expect(runEnsemble(person(), 'plan', '--batch', 'nowhere.jsonl').status).toBe(1);
  });
});
