// Videos in whole runs of a real engine with its built-in rules and experts: dubbed, and listened to.

import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Controller } from '../../../electron/controllers/controller.ts';
import type { Engine } from '../../../electron/engine.ts';
import { createEngine } from '../../../electron/engine.ts';
import type { ExpertInputs } from '../../../electron/experts/expert.ts';
import { GalleryQuerySchema } from '../../../shared/gallery.ts';
import { fixedController, wire } from '../../fakes/controllers.ts';
import { follow, testEngine } from '../../fakes/engines.ts';
import { fakeExpert } from '../../fakes/experts.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { mediaExpert } from '../../fakes/media-experts.ts';
import { readVideo, videoBytes } from '../../fakes/videos.ts';

const open: Engine[] = [];
afterAll(() => Promise.all(open.map((engine) => engine.close())));

function opened(engine: Engine): Engine {
  open.push(engine);
  return engine;
}

const given = (name: string) => [{ name, bytes: videoBytes(name) }];
const SPEAK = [wire(0, 'text-to-speech', { text: 'Hello' })];
const FILM = [
  wire(0, 'text-to-video', { text: 'a bird' }),
  wire(1, 'text-to-speech', { text: 'Hi' }),
];

describe('a run with a video and speech', () => {
  it('speaks the words of a request into the video that was given', async () => {
    const engine = opened(createEngine({ home: temporaryFolder(), environment: {} }));
    const request = 'Dub the video with "The sun rises over the sea, and a boat goes out."';
    const { state } = await follow(engine.ask(request, { files: given('silent.webm') }));
    expect(state.status).toBe('finished');
    const [dub] = state.dubs;
    expect(dub?.file.name).toBe('silent-dubbed.webm');
    expect(dub?.file.artefact).toMatchObject({ kind: 'video', mime: 'video/webm' });
    expect(state.answer).toContain('I put speech.wav into silent.webm: silent-dubbed.webm (');
    const path = engine.store.artefacts.path(dub?.file.artefact.id ?? '');
    const made = await readVideo(readFileSync(path));
    expect(made.sound?.codec).toBe('opus');
    expect(made.seconds).toBeGreaterThan(2.2);
    const { items } = await engine.store.gallery.list(
      GalleryQuerySchema.parse({ search: 'silent-dubbed' }),
    );
    expect(items.map(({ name, origin }) => [name, origin])).toEqual([
      ['silent-dubbed.webm', 'made'],
    ]);
  });

  it('does not make it again when it goes on', async () => {
    const experts = [mediaExpert('text-to-video'), mediaExpert('text-to-speech')];
    let isFirst = true;
    const controller: Controller = {
      ...fixedController(FILM),
      answer: async function* (_, { signal }) {
        if (isFirst) {
          isFirst = false;
          await new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
          });
        }
        yield 'Here it is.';
      },
    };
    const engine = opened(createEngine({ home: temporaryFolder(), controller, experts }));
    const stop = new AbortController();
    const first = await follow(engine.ask('make it', { signal: stop.signal }), ({ type }) => {
      if (type === 'dubbed') {
        stop.abort();
      }
    });
    expect(first.state.status).toBe('cancelled');
    expect(first.state.dubs).toHaveLength(1);
    const { runId } = first.state;
    for await (const { type } of engine.resume(runId)) {
      expect(type).not.toBe('dubbed');
    }
    const state = engine.run(runId);
    expect(state.status).toBe('finished');
    expect(state.dubs).toHaveLength(1);
  });

  it('tells why it could not, and ends as it should', async () => {
    const experts = [mediaExpert('text-to-speech')];
    const engine = opened(testEngine(SPEAK, { experts }));
    const { state } = await follow(engine.ask('dub it', { files: given('old.mp4') }));
    expect(state.status).toBe('finished');
    expect(state.dubs).toEqual([]);
    expect(state.notes).toMatchObject([
      { code: 'DUBBING_FAILED', video: 'old.mp4', error: { code: 'VIDEO_UNUSABLE' } },
    ]);
    expect(state.answer).toContain('old.mp4 could not be dubbed');
  });
});

describe('a video that is listened to', () => {
  const hearing = () => {
    const heard: ExpertInputs[] = [];
    const expert = fakeExpert('automatic-speech-recognition', {
      perform: async (inputs) => {
        heard.push(inputs);
        return { text: 'hello tiny voice' };
      },
    });
    return { heard, expert };
  };

  it('is given as its sound', async () => {
    const { heard, expert } = hearing();
    const engine = opened(
      createEngine({ home: temporaryFolder(), environment: {}, experts: [expert] }),
    );
    const { state } = await follow(
      engine.ask('transcribe this video', { files: given('words.mp4') }),
    );
    expect(state.tasks.map(({ status }) => status)).toEqual(['finished']);
    expect(heard).toMatchObject([
      { audio: { kind: 'audio', name: 'words.mp3', artefact: { mime: 'audio/mpeg' } } },
    ]);
  });

  it('is refused by its name where it is silent', async () => {
    const { heard, expert } = hearing();
    const plan = [wire(0, 'automatic-speech-recognition', { audio: 'silent.mp4' })];
    const engine = opened(testEngine(plan, { experts: [expert] }));
    const { state } = await follow(engine.ask('hear it', { files: given('silent.mp4') }));
    expect(state.tasks).toMatchObject([
      { status: 'failed', error: { code: 'VIDEO_UNUSABLE', data: { name: 'silent.mp4' } } },
    ]);
    expect(heard).toEqual([]);
  });
});
