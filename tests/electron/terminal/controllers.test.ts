import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEngine } from '../../../electron/engine.ts';
import { type ChatServerOptions, startChatServer } from '../../fakes/chat-server.ts';
import { KEY, planWords, stageOf } from '../../fakes/conducted.ts';
import { wire } from '../../fakes/controllers.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { ensembleHere } from '../../fakes/terminal-here.ts';

let home = '';

const CHOICE = JSON.stringify({
  choices: [{ id: 0, model: 'builtin/wink-sentiment', reason: 'It is quick.' }],
});
const WORDS: Readonly<Record<string, string>> = { choose: CHOICE, answer: 'It sounds glad.' };
const PLAN = planWords([wire(0, 'text-classification', { text: 'What a lovely day.' })]);

async function serverWith(options: Partial<ChatServerOptions> = {}) {
  const answer: ChatServerOptions['answer'] = (request) => WORDS[stageOf(request)] ?? PLAN;
  const server = await startChatServer({ key: KEY, answer, ...options });
  onTestFinished(() => server.close());
  settle({ connections: { mine: { baseUrl: server.url } } });
  return server;
}

function settle(settings: object): void {
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ device: 'cpu', ...settings }));
}

beforeEach(() => {
  home = temporaryFolder();
  vi.stubEnv('ENSEMBLE_HOME', home);
  vi.stubEnv('MINE_API_KEY', KEY);
  settle({});
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('ensemble controllers', () => {
  it('lists connections with where their keys come from, and never a key', async () => {
    await serverWith();
    const { status, stdout } = await ensembleHere('controllers', 'list');
    expect(status).toBe(0);
    expect(stdout).toContain('Conducts  rules');
    expect(stdout).toContain('key from MINE_API_KEY');
    expect(stdout).toMatch(/openai .*in local mode/);
    expect(stdout).not.toContain(KEY);
  });

  it('tests a controller step by step, and says which is wrong', async () => {
    await serverWith();
    expect((await ensembleHere('controllers', 'test', 'mine:test-model')).stdout).toMatch(
      /address +passed[\s\S]*key +passed[\s\S]*model +passed[\s\S]*quota +passed/,
    );
    const unknown = await ensembleHere('controllers', 'test', 'mine:other', '--json');
    expect(unknown.status).toBe(1);
    expect(JSON.parse(unknown.stdout).steps).toMatchObject([
      { step: 'address', outcome: 'passed' },
      { step: 'key', outcome: 'passed' },
      { step: 'model', outcome: 'failed', error: { code: 'CONTROLLER_MODEL_UNKNOWN' } },
      { step: 'quota', outcome: 'not-tried' },
      { step: 'context', outcome: 'not-tried' },
    ]);
    vi.stubEnv('MINE_API_KEY', 'wrong-key-0123456789');
    const refused = await ensembleHere('controllers', 'test', 'mine:test-model', '--json');
    expect(JSON.parse(refused.stdout).steps[1]).toMatchObject({
      ...{ step: 'key', outcome: 'failed' },
      error: { code: 'CONTROLLER_KEY_NEEDED', data: { variable: 'MINE_API_KEY' } },
    });
    expect(refused.stdout).not.toContain('wrong-key-0123456789');
  });

  it('lists what a connection has, and refuses one that is not there', async () => {
    await serverWith({ models: ['one', 'two'] });
    expect((await ensembleHere('controllers', 'models', 'mine')).stdout).toBe('mine:one\nmine:two');
    const unknown = await ensembleHere('controllers', 'models', 'nowhere');
    expect(unknown.stderr).toContain('[CONTROLLER_UNKNOWN]');
  });

  it('chooses what conducts from then on, for one stage or all', async () => {
    await serverWith();
    expect((await ensembleHere('controllers', 'use', 'mine:test-model')).status).toBe(0);
    await ensembleHere('controllers', 'use', 'rules', '--stage', 'answer');
    const { stdout } = await ensembleHere('controllers', 'list', '--json');
    expect(JSON.parse(stdout).choices).toEqual({ default: 'mine:test-model', answer: 'rules' });
    const asked = await ensembleHere('ask', 'how does this sound: "What a lovely day."', '--json');
    expect(JSON.parse(asked.stdout).tasks).toMatchObject([
      { task: 'text-classification', reason: 'It is quick.' },
    ]);
  });

  it.each([
    ['use', 'nowhere:model', 'CONTROLLER_UNKNOWN'],
    ['use', 'local:org/none', 'MODEL_NOT_INSTALLED'],
    ['test', 'rules', 'USAGE'],
  ])('%s refuses %s', async (command, choice, code) => {
    expect((await ensembleHere('controllers', command, choice)).stderr).toContain(`[${code}]`);
  });

  it('lists and tests beside an Ensemble that runs, and changes nothing there', async () => {
    await serverWith();
    const engine = createEngine({ home });
    expect((await ensembleHere('controllers', 'list')).status).toBe(0);
    expect((await ensembleHere('controllers', 'test', 'mine:test-model')).status).toBe(0);
    const use = await ensembleHere('controllers', 'use', 'mine:test-model');
    expect(use.stderr).toContain('[HOME_IN_USE]');
    await engine.close();
  });

  it('refuses words that are no choice', async () => {
    expect((await ensembleHere('controllers', 'use', 'gpt 4')).status).toBe(2);
  });
});

describe('a language model on the command line', () => {
  it('conducts one request, and its calls are told', async () => {
    const server = await serverWith();
    const { status, stdout } = await ensembleHere(
      ...['ask', 'how does this sound: "What a lovely day."'],
      ...['--controller', 'mine:test-model'],
    );
    expect(stdout).toContain('It sounds glad.');
    expect(stdout).toMatch(/3 calls of a language model \([\d,]+ tokens\)/);
    expect(status).toBe(0);
    expect(server.asked().map(stageOf)).toEqual(['plan', 'choose', 'answer']);
  });

  it('plans alone', async () => {
    await serverWith();
    const planned = await ensembleHere('plan', 'how?', '--controller', 'mine:test-model', '--json');
    expect(JSON.parse(planned.stdout)).toMatchObject([{ task: 'text-classification' }]);
  });

  it('is not asked in local mode where it is elsewhere; the rules plan, and say so', async () => {
    settle({ connections: { away: { baseUrl: 'http://10.0.0.1/v1' } } });
    const { stdout } = await ensembleHere(
      ...['ask', 'how does this sound: "What a lovely day."', '--controller', 'away:model'],
    );
    expect(stdout).toContain('The built-in rules planned');
    expect(stdout).toContain('in local mode');
  });

  it('runs no plan under review where nobody can be asked, and does with --yes', async () => {
    await serverWith();
    const words = ['ask', 'how does it sound?', '--controller', 'mine:test-model'];
    const waiting = await ensembleHere(...words, '--review');
    expect(waiting.status).toBe(1);
    expect(waiting.stderr).toContain('--yes');
    expect((await ensembleHere(...words, '--review', '--yes')).status).toBe(0);
  });

  it('is measured, and what it wrote is kept for the next measurement', async () => {
    const server = await serverWith();
    const data = join(home, 'data.jsonl');
    const row = { id: 'a', type: 'single', request: 'How does it sound?', links: [] };
    writeFileSync(data, JSON.stringify({ ...row, nodes: ['Token Classification'] }));
    const words = ['eval', 'planning', '--data', data, '--controller', 'mine:test-model'];
    const first = await ensembleHere(...words, '--cache', join(home, 'kept'), '--json');
    const second = await ensembleHere(...words, '--cache', join(home, 'kept'), '--json');
    expect(JSON.parse(first.stdout).scores).toEqual(JSON.parse(second.stdout).scores);
    expect(JSON.parse(first.stdout).scores.overall.strict.node.f1).toBe(1);
    expect(server.asked()).toHaveLength(1);
  });
});
