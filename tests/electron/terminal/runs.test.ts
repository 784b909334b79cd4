import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fakes/folders.ts';
import { runEnsemble, stopEnsemble, type Terminal } from '../../fakes/terminal.ts';

function person(): Terminal {
  return { folder: temporaryFolder(), home: temporaryFolder() };
}

function json(terminal: Terminal, ...words: string[]) {
  const { stdout, stderr, status } = runEnsemble(terminal, ...words, '--json');
  return { status, stderr, result: JSON.parse(stdout) };
}

describe('ensemble runs', () => {
  it('lists and shows what was run', () => {
    const someone = person();
    expect(runEnsemble(someone, 'runs', 'list').stdout).toContain('no run yet');
    const { result: asked } = json(someone, 'ask', "say 'good morning'");
    const { result: list } = json(someone, 'runs', 'list');
    expect(list).toMatchObject([
      { id: asked.runId, request: "say 'good morning'", status: 'finished' },
    ]);
    const shown = runEnsemble(someone, 'runs', 'show', asked.runId);
    expect(shown.status).toBe(0);
    expect(shown.stdout).toMatch(/^Done {3}0 {2}text-to-speech/m);
    expect(shown.stdout).toContain('speech.wav');
  });

  it('says that there is no such run', () => {
    const someone = person();
    for (const command of ['show', 'resume', 'rerun']) {
      const { status, stderr } = runEnsemble(someone, 'runs', command, 'no-such-run');
      expect(status).toBe(1);
      expect(stderr).toContain('[RUN_NOT_FOUND]');
    }
  });

  it('repeats a run with a changed argument beside the old one', () => {
    const someone = person();
    const { result: origin } = json(someone, 'ask', "say 'good morning'");
    const { status, result } = json(
      someone,
      ...['runs', 'rerun', origin.runId, '--set', '0.text=good night'],
    );
    expect(status).toBe(0);
    expect(result.runId).not.toBe(origin.runId);
    expect(result.origin).toBe(origin.runId);
    expect(result.plan[0].args.text).toBe('good night');
    expect(result.tasks[0].output.audio.artefact.id).not.toBe(
      origin.tasks[0].output.audio.artefact.id,
    );
    expect(readdirSync(join(someone.folder, 'ensemble-output')).toSorted()).toEqual([
      'speech-2.wav',
      'speech.wav',
    ]);
  });

  it('refuses changes that it cannot read', () => {
    const someone = person();
    for (const words of [
      ['--set', 'text=x'],
      ['--from', 'first'],
      ['--model', 'flite'],
    ]) {
      expect(runEnsemble(someone, 'runs', 'rerun', 'some-run', ...words).status).toBe(2);
    }
  });

  it('goes on with a run that was killed, and says that there is one', async () => {
    const someone = person();
    writeFileSync(join(someone.folder, 'long.txt'), 'A sentence that takes a while. '.repeat(200));
    const kill = { when: /^Done/m, signal: 'SIGKILL' } as const;
    await stopEnsemble(someone, kill, 'ask', 'summarise long.txt and read it aloud');
    const { stderr } = runEnsemble(someone, 'ask', "say 'hello'");
    const [, id = ''] = /runs resume ([\w-]+)/.exec(stderr) ?? [];
    const { status, result } = json(someone, 'runs', 'resume', id);
    expect(status).toBe(0);
    expect(result.runId).toBe(id);
    expect(result.tasks.map((task: { status: string }) => task.status)).toEqual([
      'finished',
      'finished',
    ]);
    expect(runEnsemble(someone, 'runs', 'resume', id).stderr).toContain('[RUN_NOT_OPEN]');
  });
});
