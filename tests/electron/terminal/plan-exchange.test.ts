import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fakes/folders.ts';
import { runEnsemble } from '../../fakes/terminal.ts';

const TASK = { task: 'text-classification', id: 0, dep: [-1], args: { text: 'notes.txt' } };
const FILE = {
  ...{ format: 'ensemble-plan', version: 1, request: 'how does notes.txt sound' },
  tasks: [TASK],
  files: [{ name: 'notes.txt', kind: 'text' }],
};

function person() {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'notes.txt'), 'What a wonderful day, I love it.');
  writeFileSync(join(folder, 'p.json'), JSON.stringify(FILE));
  return { folder, home: join(folder, 'home') };
}

describe('ensemble plan import', () => {
  it('runs the plan of a file, which export then gives back', () => {
    const someone = person();
    const given = ['--file', 'notes.txt', '--yes', '--json'];
    const { status, stdout } = runEnsemble(someone, 'plan', 'import', 'p.json', ...given);
    expect(status).toBe(0);
    const { runId } = JSON.parse(stdout);
    const exported = runEnsemble(someone, 'plan', 'export', runId);
    expect(exported.status).toBe(0);
    expect(JSON.parse(exported.stdout)).toMatchObject({
      ...FILE,
      models: [{ task: 0, model: expect.any(String) }],
    });
  });

  it('says by name which file is missing', () => {
    const { status, stderr } = runEnsemble(person(), 'plan', 'import', 'p.json', '--yes');
    expect(status).toBe(1);
    expect(stderr).toContain('notes.txt');
    expect(stderr).toContain('[PLAN_FILES_MISSING]');
  });

  it('runs nothing without a word', () => {
    const given = ['--file', 'notes.txt'];
    const { status, stderr } = runEnsemble(person(), 'plan', 'import', 'p.json', ...given);
    expect(status).toBe(1);
    expect(stderr).toContain('--yes');
  });
});
