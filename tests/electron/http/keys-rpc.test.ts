// Keys over the contract: what is set is sent, the environment wins, and a key comes out by no way.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createApp } from '../../../electron/http/app.ts';
import { createLiveRuns } from '../../../electron/live-runs.ts';
import { clientOf, notReopened, ORIGIN } from '../../fakes/apps.ts';
import { conducted } from '../../fakes/conducted.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { createFakeKeyring } from '../../fakes/keyring.ts';

const MARKER = 'sk-marker-51d0c3a7e9b24f68';
const VARIABLE = 'TEST_API_KEY';
const TALK = { plan: '[]', converse: 'Good morning.', answer: 'Good morning.' };

interface AppOptions {
  /** What the environment has. */
  readonly set?: string;
  readonly keyring?: ReturnType<typeof createFakeKeyring>;
}

/** An app on a language model that takes the marker alone, and repeats whatever else it is shown. */
async function appOn({ set = '', keyring }: AppOptions = {}) {
  const home = temporaryFolder();
  const { engine, server, close } = await conducted(TALK, {
    server: { key: MARKER },
    engine: { home, keyring, environment: { [VARIABLE]: set } },
  });
  const runs = createLiveRuns(engine);
  const bugs: unknown[] = [];
  const renderer = temporaryFolder();
  const app = createApp({
    ...{ engine, runs, renderer, report: (bug) => bugs.push(bug) },
    reopen: notReopened,
  });
  onTestFinished(async () => {
    await runs.close();
    await close();
  });
  const answers: string[] = [];
  const fetch = async (request: Request) => {
    const answer = await app.fetch(request);
    if (!new URL(request.url).pathname.endsWith('watch')) {
      const { status, headers } = answer;
      answers.push(`${status} ${JSON.stringify([...headers])} ${await answer.clone().text()}`);
    }
    return answer;
  };
  const client = clientOf(fetch);
  const talk = async () => {
    const { runId, conversation } = await client.runs.start({ request: 'good morning' });
    const status = () => engine.run(runId).status;
    await expect.poll(status, { timeout: 20_000 }).toBe('finished');
    return { state: engine.run(runId), conversation };
  };
  const shown = () => server.asked().map(({ headers }) => headers.authorization);
  return { home, engine, client, fetch, answers, bugs, talk, shown };
}

const call = (path: string, body: string) =>
  new Request(`${ORIGIN}${path}`, {
    ...{ method: 'POST', body, headers: { 'content-type': 'application/json' } },
  });

function filesWith(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .filter((name) => readFileSync(join(folder, name)).includes(text));
}

describe('keys', () => {
  it('that are set are sent with the next question, and no more once they are removed', async () => {
    const { client, talk, shown } = await appOn();
    expect((await talk()).state.notes).not.toEqual([]);
    expect(new Set(shown())).toEqual(new Set([undefined]));
    const said = await client.keys.set({
      ...{ variable: VARIABLE, value: MARKER, isPlainAccepted: true },
    });
    expect(said.keys.find(({ variable }) => variable === VARIABLE)?.source).toBe('stored');
    const { connections } = await client.controllers.overview();
    expect(connections.find(({ id }) => id === 'test')).toMatchObject({
      ...{ hasKey: true, keyVariable: VARIABLE, keySource: 'stored' },
    });
    const before = shown().length;
    expect((await talk()).state).toMatchObject({ notes: [], answer: 'Good morning.' });
    expect(new Set(shown().slice(before))).toEqual(new Set([`Bearer ${MARKER}`]));
    await client.keys.remove({ variable: VARIABLE });
    const after = shown().length;
    await talk();
    expect(new Set(shown().slice(after))).toEqual(new Set([undefined]));
  });

  it('of the environment are sent in their place', async () => {
    const { client, talk, shown } = await appOn({ set: MARKER });
    await client.keys.set({ variable: VARIABLE, value: 'sk-kept', isPlainAccepted: true });
    expect((await talk()).state.notes).toEqual([]);
    expect(new Set(shown())).toEqual(new Set([`Bearer ${MARKER}`]));
  });

  it('are kept as plain text only where that was accepted', async () => {
    const { client, home } = await appOn();
    const refused = client.keys.set({ variable: VARIABLE, value: MARKER });
    await expect(refused).rejects.toMatchObject({ data: { code: 'KEY_REFUSED' } });
    expect(filesWith(home, MARKER)).toEqual([]);
  });
});

describe('a key', () => {
  it.each([
    ['that the keyring seals', createFakeKeyring(), []],
    ['that is plain text', undefined, ['keys.json']],
  ] as const)('%s is in no answer, event, record, log or other file', async (_, keyring, files) => {
    const logged = ['log', 'info', 'warn', 'error', 'debug'] as const;
    const logs = logged.map((level) => vi.spyOn(console, level).mockReturnValue());
    const { client, fetch, talk, home, engine, answers, bugs } = await appOn({
      ...(keyring !== undefined && { keyring }),
    });
    await client.keys.set({ variable: VARIABLE, value: MARKER, isPlainAccepted: true });
    const { state, conversation } = await talk();
    await client.keys.list();
    await client.controllers.overview();
    await client.controllers.models({ id: 'test' });
    await client.controllers.test({ choice: 'test:test-model' });
    await client.network.overview();
    await client.conversations.open({ id: conversation });
    await fetch(new Request(`${ORIGIN}/export/${conversation}`));
    const told = [state, engine.store.runs.events(state.runId), answers, bugs, engine.settings];
    expect(JSON.stringify(told)).not.toContain(MARKER);
    expect(logs.flatMap(({ mock }) => mock.calls)).toEqual([]);
    expect(filesWith(home, MARKER)).toEqual(files);
    vi.restoreAllMocks();
  });

  it('that is refused is repeated by nothing', async () => {
    const { client, fetch, home, answers, bugs } = await appOn();
    const words = JSON.stringify({ variable: VARIABLE, value: MARKER });
    for (const value of [`${MARKER} x`, MARKER.repeat(500), `${MARKER}\u0000`, `${MARKER}é`]) {
      const set = client.keys.set({ variable: VARIABLE, value, isPlainAccepted: true });
      const error: unknown = await set.catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ data: { code: 'KEY_REFUSED' } });
    }
    const wrong = [
      `{"json":${words}`, // broken off
      `{"json":${words.replace(`"${MARKER}"`, `["${MARKER}"]`)}}`,
      `{"json":{"value":"${MARKER}"}}`,
      `{"json":{"variable":"${MARKER.repeat(20)}","value":"${MARKER}","isPlainAccepted":true}}`,
      `{"json":{"variable":"${MARKER}","value":"${MARKER}","isPlainAccepted":true}}`,
      `${MARKER}`,
    ];
    for (const body of wrong) {
      expect((await fetch(call('/rpc/keys/set', body))).status).toBeGreaterThanOrEqual(400);
    }
    await fetch(call('/rpc/keys/remove', `{"json":{"variable":"${MARKER}"}}`));
    expect(answers.filter((answer) => answer.includes('marker'))).toEqual([]);
    expect(bugs.map(String).filter((bug) => bug.includes('marker'))).toEqual([]);
    expect(filesWith(home, 'marker')).toEqual([]);
  });
});
