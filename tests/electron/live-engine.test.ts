import { mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEngineLog } from '../../electron/diagnostics/engine-log.ts';
import type { Engine } from '../../electron/engine.ts';
import type { Expert } from '../../electron/experts/expert.ts';
import { type LiveEngine, openLiveEngine, type Session } from '../../electron/live-engine.ts';
import { AppError } from '../../shared/errors.ts';
import { NamedArtefactSchema } from '../../shared/media.ts';
import { clientOf, ORIGIN } from '../fakes/apps.ts';
import { wire } from '../fakes/controllers.ts';
import { testEngine } from '../fakes/engines.ts';
import { fakeExpert, sayingExpert } from '../fakes/experts.ts';
import { temporaryFolder } from '../fakes/folders.ts';

const PLAN = [wire(0, 'text-generation', { text: 'one' })];

interface Live {
  readonly live: LiveEngine;
  readonly home: string;
  readonly client: ReturnType<typeof clientOf>;
  /** The engines that were opened, the latest last. */
  readonly engines: readonly Engine[];
  readonly bugs: readonly unknown[];
}

/** @param opening is told how many engines were opened before */
function liveEngine(
  experts: readonly Expert[] = [sayingExpert('text-generation', 'said')],
  opening: (before: number) => void = () => {},
  home = temporaryFolder(),
): Live {
  const engines: Engine[] = [];
  const bugs: unknown[] = [];
  const open = (session: Session) => {
    opening(engines.length);
    const engine = testEngine(PLAN, { ...session, home, experts });
    engines.push(engine);
    return engine;
  };
  const live = openLiveEngine({ open, renderer: home, report: (error) => bugs.push(error) });
  onTestFinished(live.close);
  return { ...{ live, home, engines, bugs }, client: clientOf(live.fetch) };
}

function written(home: string): unknown {
  return JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'));
}

describe('a change of settings', () => {
  it('is kept, and holds for everything at once', async () => {
    const { client, home, engines } = liveEngine();
    expect(await client.settings.overview()).toMatchObject({ values: { mode: 'local' }, home });
    const changed = await client.settings.change({ mode: 'hybrid', cpuSlots: 3 });
    expect(changed.values).toMatchObject({ mode: 'hybrid', cpuSlots: 3, gpuSlots: 1 });
    expect(written(home)).toEqual({ mode: 'hybrid', cpuSlots: 3 });
    expect((await client.overview()).mode).toBe('hybrid');
    expect((await client.network.overview()).mode).toBe('hybrid');
    expect(engines.map(({ mode }) => mode)).toEqual(['local', 'hybrid']);
  });

  it('lets the Hub be asked, and keeps it from being asked again', async () => {
    const { client } = liveEngine();
    const hub = async () => {
      const { destinations } = await client.network.overview();
      return destinations.find(({ purpose }) => purpose === 'hub')?.refusal;
    };
    expect(await hub()).toBeDefined();
    await client.settings.change({ mode: 'hybrid' });
    expect(await hub()).toBeUndefined();
    await client.settings.change({ mode: 'local' });
    expect(await hub()).toBeDefined();
  });

  it('forgets nothing of what left this machine', async () => {
    const { client } = liveEngine();
    await client.controllers.discover();
    const { records } = await client.network.overview();
    expect(records.length).toBeGreaterThan(0);
    await client.settings.change({ mode: 'hybrid' });
    expect((await client.network.overview()).records).toEqual(records);
  });

  it('forgets nothing of what broke off before this session, and notes it once', async () => {
    const home = temporaryFolder();
    const clock = () => 1000;
    await openEngineLog({ home, environment: {}, clock, mode: 'local' }).settled(); // and no end
    const { client } = liveEngine(undefined, undefined, home);
    const { brokeOff } = await client.overview();
    expect(brokeOff).toEqual({ at: 1000, what: 'engine' });
    await client.settings.change({ mode: 'hybrid' });
    await client.settings.change({ gpuSlots: 2 });
    expect((await client.overview()).brokeOff).toEqual(brokeOff);
    const { latest } = await client.diagnostics.overview();
    expect(latest.filter(({ event }) => event === 'broke-off')).toHaveLength(1);
  });

  it('takes no file that waits to be sent, and nothing that can still be restored', async () => {
    const { live, client } = liveEngine();
    const body = 'a note that waits';
    const media = `${ORIGIN}/media?name=note.txt`;
    const sent = await live.fetch(new Request(media, { method: 'POST', body }));
    const { artefact } = NamedArtefactSchema.parse(await sent.json());
    const { conversation } = await client.runs.start({ request: 'say it' });
    await client.conversations.remove({ id: conversation });
    await client.settings.change({ mode: 'hybrid' });
    const given = await live.fetch(new Request(`${ORIGIN}/media/${artefact.id}/note.txt`));
    expect(await given.text()).toBe(body);
    expect(await client.conversations.restore({ id: conversation })).toMatchObject({
      id: conversation,
    });
  });

  it('takes up the runs that went on', async () => {
    const begun = Promise.withResolvers<void>();
    let calls = 0;
    const held = fakeExpert('text-generation', {
      perform: async (_inputs, { signal }) => {
        calls += 1;
        if (calls === 1) {
          const stopped = Promise.withResolvers<never>();
          signal.addEventListener('abort', () => stopped.reject(signal.reason));
          begun.resolve();
          return stopped.promise;
        }
        return { text: 'said' };
      },
    });
    const { client, engines } = liveEngine([held]);
    const { runId } = await client.runs.start({ request: 'say it' });
    await begun.promise;
    expect((await client.settings.overview()).activeRuns).toBe(1);
    await client.settings.change({ gpuSlots: 2 });
    await expect.poll(() => engines.at(-1)?.run(runId).status).toBe('finished');
    expect(
      engines
        .at(-1)
        ?.store.runs.events(runId)
        .map(({ type }) => type),
    ).toContain('resumed');
    expect(calls).toBe(2);
  });

  it('ends the streams, so that pages begin theirs anew', async () => {
    const { client } = liveEngine();
    const watches = [await client.watch({}), await client.models.watch()];
    const ends = watches.map(async (watch) => {
      for await (const _ of watch) {
        // what is told is no matter here
      }
      return 'ended';
    });
    await client.settings.change({ licences: 'commercial' });
    expect(await Promise.all(ends)).toEqual(['ended', 'ended']);
  });

  it('holds with every other that is made at the same time', async () => {
    const { client, home } = liveEngine();
    await Promise.all([
      client.settings.change({ cpuSlots: 2 }),
      client.settings.change({ mode: 'hybrid' }),
      client.conversations.list({}),
    ]);
    const { values } = await client.settings.overview();
    expect(values).toMatchObject({ cpuSlots: 2, mode: 'hybrid' });
    expect(written(home)).toEqual({ cpuSlots: 2, mode: 'hybrid' });
  });

  it.each([
    { cpuSlots: -1 },
    { gpuSlots: 0 },
    { networkSlots: 1.5 },
    { mode: 'elsewhere' },
    { modelFolders: [' '] },
    { reviewPlans: true }, // no setting of this kind
  ])('that is none is refused, and nothing is closed: %j', async (change) => {
    const { live, client, engines } = liveEngine();
    const answer = await live.fetch(
      new Request('http://127.0.0.1:4317/rpc/settings/change', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ json: change }),
      }),
    );
    expect(answer.status).toBe(400);
    expect(engines).toHaveLength(1);
    expect((await client.settings.overview()).values.cpuSlots).toBe(0);
  });

  it('of folders takes those that are there, and keeps one that has gone away', async () => {
    const { client, home, engines } = liveEngine();
    const file = join(home, 'settings.json');
    for (const folder of [join(home, 'nowhere'), 'relative']) {
      await expect(client.settings.change({ modelFolders: [folder] })).rejects.toMatchObject({
        data: { code: 'FOLDER_UNUSABLE', data: { folder } },
      });
    }
    const away = join(home, 'away');
    mkdirSync(away);
    await client.settings.change({ modelFolders: [away] });
    await expect(client.settings.change({ modelFolders: [away, file] })).rejects.toMatchObject({
      data: { code: 'FOLDER_UNUSABLE', data: { folder: file } },
    });
    rmdirSync(away);
    await client.settings.change({ modelFolders: [away], cpuSlots: 2 });
    expect(written(home)).toEqual({ modelFolders: [away], cpuSlots: 2 });
    expect(engines).toHaveLength(3);
  });

  it('after which the engine can’t be opened says why, and the next request tries again', async () => {
    let isGone = false;
    const { client, engines } = liveEngine(undefined, (before) => {
      if (before > 0 && isGone) {
        throw AppError.of('HOME_UNUSABLE', { home: 'the folder', why: 'it is not there' });
      }
    });
    isGone = true;
    await expect(client.settings.change({ cpuSlots: 2 })).rejects.toMatchObject({
      data: { code: 'HOME_UNUSABLE' },
    });
    isGone = false;
    expect((await client.settings.overview()).values.cpuSlots).toBe(2);
    expect(engines).toHaveLength(2);
  });
});
