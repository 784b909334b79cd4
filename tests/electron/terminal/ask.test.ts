import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SAMPLES_FOLDER } from '../../../electron/samples.ts';
import { openStore } from '../../../electron/store/store.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { runEnsemble, stopEnsemble, type Terminal } from '../../fakes/terminal.ts';

const ReportSchema = z.object({
  runId: z.string().nullable(),
  status: z.string(),
  plan: z.array(
    z.object({
      id: z.number(),
      task: z.string(),
      dep: z.array(z.number()),
      args: z.record(z.string(), z.string()),
    }),
  ),
  tasks: z.array(
    z.object({
      id: z.number(),
      task: z.string(),
      status: z.string(),
      model: z.object({ id: z.string(), host: z.string() }).nullable(),
      reason: z.string(),
      durationMs: z.number(),
      output: z.looseObject({ text: z.string().optional() }),
      files: z.array(z.string()),
      error: z.object({ code: z.string() }).optional(),
    }),
  ),
  answer: z.string(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});

/** A person in an empty folder with some of the sample files. */
function personWith(...samples: string[]): Terminal {
  const folder = temporaryFolder();
  for (const name of samples) {
    copyFileSync(join(SAMPLES_FOLDER, name), join(folder, name));
  }
  return { folder, home: temporaryFolder() };
}

function ask(person: Terminal, ...words: string[]) {
  const { status, stdout, stderr } = runEnsemble(person, 'ask', ...words, '--json');
  return { status, stderr, report: ReportSchema.parse(JSON.parse(stdout)) };
}

describe('ensemble ask', () => {
  it('reads an image that is named in the request, aloud', () => {
    const person = personWith('invoice.png');
    const { status, report } = ask(person, 'read invoice.png for me');
    expect(status).toBe(0);
    expect(report.plan).toEqual([
      { id: 0, task: 'image-to-text', dep: [-1], args: { image: 'invoice.png' } },
      { id: 1, task: 'text-to-speech', dep: [0], args: { text: '<resource>-0' } },
    ]);
    expect(report.tasks.map((task) => task.status)).toEqual(['finished', 'finished']);
    expect(report.tasks[0]?.output.text).toMatch(/invoice/i);
    const speech = report.tasks[1]?.files[0] ?? '';
    expect(speech).toBe(join(person.folder, 'ensemble-output', 'speech.wav'));
    expect(readFileSync(speech).toString('latin1', 0, 4)).toBe('RIFF');
    expect(report.answer).toContain('speech.wav');
  });

  it('gives the same plan and the same bytes for the same request', () => {
    const person = personWith('invoice.png');
    const [first, second] = [0, 1].map(() => ask(person, 'read invoice.png for me').report);
    expect(second?.plan).toEqual(first?.plan);
    expect(second?.tasks.map(({ output }) => output)).toEqual(
      first?.tasks.map(({ output }) => output),
    );
    // Equal files are not copied twice.
    expect(readdirSync(join(person.folder, 'ensemble-output'))).toEqual(['speech.wav']);
  });

  it('keeps a file of the same name with other content', () => {
    const person = personWith();
    ask(person, "say 'good morning'");
    const { report } = ask(person, "say 'good night'");
    expect(report.tasks[0]?.files.map((path) => basename(path))).toEqual(['speech-2.wav']);
  });

  it('draws the run without colour or cursor movement in a pipe', () => {
    const person = personWith('notice.png');
    const { status, stdout } = runEnsemble(person, 'ask', 'read notice.png for me');
    expect(status).toBe(0);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toMatch(/^Plan {3}0 {2}image-to-text/m);
    expect(stdout).toMatch(/^Model {2}0 {2}image-to-text .*Built in/m);
    expect(stdout).toMatch(/^Done {3}1 {2}text-to-speech/m);
    expect(stdout).toMatch(/^File .*speech\.wav$/m);
  });

  it('takes files by --file and writes where --out says', () => {
    const person = personWith();
    const words = ['find the edges of this picture', '--file', join(SAMPLES_FOLDER, 'scene.png')];
    const { status, report } = ask(person, ...words, '--out', 'here');
    expect(status).toBe(0);
    expect(report.tasks[0]?.files).toEqual([join(person.folder, 'here', 'edges.png')]);
    expect(existsSync(join(person.folder, 'here', 'edges.png'))).toBe(true);
  });

  it('fails with the kind of model that it takes where nothing here can do it', () => {
    const { status, report } = ask(personWith(), 'draw a picture of a cat');
    expect(status).toBe(1);
    expect(report.tasks[0]).toMatchObject({ status: 'failed', error: { code: 'NO_MODEL' } });
    expect(report.answer).toContain('picture-making model');
  });

  it.each([
    ['missing.png', undefined, 'FILE_NOT_FOUND'],
    ['empty.png', '', 'FILE_EMPTY'],
    ['text.png', 'This is text.', 'FILE_MISLABELLED'],
    ['cut.png', Buffer.from('89504e470d0a1a0a', 'hex'), 'FILE_UNREADABLE'],
  ])('says what is wrong with %s and exits with 1', (name, content, code) => {
    const person = personWith();
    if (content !== undefined) {
      writeFileSync(join(person.folder, name), content);
    }
    const { status, stderr, report } = ask(person, `read ${name} for me`);
    expect(status).toBe(1);
    expect(report).toMatchObject({ runId: null, status: 'failed', error: { code } });
    expect(stderr).toContain(name);
    expect(stderr).toContain(`[${code}]`);
  });

  it('exits with 2 for wrong usage', () => {
    const person = personWith();
    for (const words of [['ask'], ['ask', ''], ['ask', 'x', '--mode', 'sometimes'], ['sing']]) {
      expect(runEnsemble(person, ...words).status, words.join(' ')).toBe(2);
    }
    expect(runEnsemble(person, '--help').status).toBe(0);
  });

  it('says what is wrong with the data folder', () => {
    const person = personWith();
    writeFileSync(join(person.folder, 'file'), '');
    const { status, report } = ask({ ...person, home: join(person.folder, 'file') }, "say 'hi'");
    expect(status).toBe(1);
    expect(report.error?.code).toBe('HOME_UNUSABLE');
  });

  it('leaves a run that was killed in the middle as interrupted', async () => {
    const person = personWith();
    writeFileSync(join(person.folder, 'long.txt'), 'A sentence that takes a while. '.repeat(3000));
    const kill = { when: /^Start/m, signal: 'SIGKILL' } as const;
    const { signal } = await stopEnsemble(person, kill, 'ask', 'read long.txt aloud');
    expect(signal).toBe('SIGKILL');
    const store = openStore(person.home, Date.now);
    expect(store.interrupted).toHaveLength(1);
    const [runId = ''] = store.interrupted;
    expect(store.runs.events(runId).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['started', 'planned', 'assigned', 'task-started', 'interrupted']),
    );
    store.close();
    expect(ask(person, "say 'hello'").status).toBe(0);
  });

  it('stops when it is interrupted and keeps that', async () => {
    const person = personWith();
    writeFileSync(join(person.folder, 'long.txt'), 'A sentence that takes a while. '.repeat(3000));
    const interrupt = { when: /^Start/m, signal: 'SIGINT' } as const;
    const { status, stdout } = await stopEnsemble(person, interrupt, 'ask', 'read long.txt aloud');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^Stop {3}0/m);
  });
});

const canUnshare = spawnSync('unshare', ['-rn', 'true']).status === 0;

describe.skipIf(!canUnshare)('without any network (needs network namespaces)', () => {
  it('reads an image aloud', () => {
    const person = { ...personWith('invoice.png'), under: ['unshare', '-rn'] };
    const { status, report } = ask(person, 'read invoice.png for me');
    expect(status).toBe(0);
    expect(report.tasks.map((task) => task.status)).toEqual(['finished', 'finished']);
  });
});
