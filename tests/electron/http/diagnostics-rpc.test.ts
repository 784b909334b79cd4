import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testApp } from '../../fakes/apps.ts';
import { wire } from '../../fakes/controllers.ts';
import { fakeExpert } from '../../fakes/experts.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const MARKER = 'MARKER letter to Anna';

it('notes what failed and what was refused, by codes alone', async () => {
  const home = temporaryFolder();
  const expert = fakeExpert('text-generation', {
    perform: () => Promise.reject(new Error(MARKER)),
  });
  const app = testApp({
    ...{ home, experts: [expert] },
    plan: [wire(0, 'text-generation', { text: MARKER })],
  });
  const { runId } = await app.client.runs.start({ request: MARKER });
  await expect.poll(() => app.engine.isIdle()).toBe(true);
  expect(app.engine.run(runId).tasks[0]?.status).toBe('failed');
  await app.client.conversations.open({ id: MARKER }).catch(() => {});
  await app.client.diagnostics.report({ name: 'Error', message: MARKER, stack: MARKER });
  const { latest, brokeOff, log } = await app.client.diagnostics.overview();
  const events = latest.map(({ event, code }) => [event, code]);
  expect(events).toContainEqual(['refused', 'CONVERSATION_NOT_FOUND']);
  expect(events).toContainEqual(['task-failed', 'EXPERT_FAILED']);
  expect(events[0]).toEqual(['page-bug', undefined]);
  expect(brokeOff).toBeUndefined();
  expect(log.bytes).toBeGreaterThan(0);
  const report = await app.client.diagnostics.text();
  expect(report).toContain('task-failed EXPERT_FAILED');
  expect(report).toContain('runs: 1');
  expect(report).toContain('connections refused: 0');
  for (const text of [report, readFileSync(join(home, 'logs', 'engine.jsonl'), 'utf8')]) {
    expect(text).not.toContain('MARKER');
    expect(text).not.toContain(home);
  }
});

it('the report has the settings that were changed, without hosts, folders and keys', async () => {
  const home = temporaryFolder();
  const settings = {
    ...{ cpuSlots: 3, modelFolders: ['/srv/MARKER models'], allowedAddresses: ['MARKER.lan'] },
    connections: { box: { preset: 'custom', baseUrl: 'http://anna:MARKER@MARKER.lan:8080/v1' } },
    controllers: { default: 'local:/srv/MARKER models/one' },
  };
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  const app = testApp({ home });
  const report = await app.client.diagnostics.text();
  expect(report).toContain('cpuSlots: 3');
  expect(report).toContain('connections: custom');
  expect(report).toContain('modelFolders: 1');
  expect(report).not.toContain('MARKER');
  expect(report).not.toContain('anna');
});

it('takes no more of a page than was agreed', async () => {
  const { client } = testApp();
  const long = { name: 'Error', message: 'x'.repeat(2001), stack: '' };
  await expect(client.diagnostics.report(long)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});
