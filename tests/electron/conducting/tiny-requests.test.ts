// The requests that HuggingGPT is known by, from end to end with the tiny models: planned, performed by
// real experts here and by hosted ones where there is no tiny model, answered by the rules.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { automaticSpeechRecognition } from '../../../electron/experts/onnx/automatic-speech-recognition.ts';
import type { RunState } from '../../../shared/events.ts';
import type { NamedArtefact } from '../../../shared/media.ts';
import type { Host } from '../../../shared/models.ts';
import { storedFilesOf } from '../../../shared/outputs.ts';
import { filesMade } from '../../../shared/run-files.ts';
import { taskEntry } from '../../../shared/tasks.ts';
import { follow } from '../../fakes/engines.ts';
import { picture } from '../../fakes/media-experts.ts';
import { performOnnx } from '../../fakes/onnx.ts';
import { wrongWith } from '../../fakes/opened-files.ts';
import { type TinyEngine, tinyEngine } from '../../fakes/tiny-engine.ts';
import { videoBytes } from '../../fakes/videos.ts';
import { wav16 } from '../experts/onnx/sounds.ts';
import { given, type PictureName } from './tiny-pictures.ts';
import { TINY_REQUESTS, type TinyRequest } from './tiny-requests.ts';

let tiny: TinyEngine;
beforeAll(async () => {
  tiny = await tinyEngine();
});
afterAll(() => tiny.close());

interface Turn {
  readonly request: string;
  readonly files: readonly PictureName[];
}

async function run({ request, files }: Turn, after?: RunState): Promise<RunState> {
  const conversation = after === undefined ? {} : { conversation: after.conversation };
  const asked = tiny.engine.ask(request, { files: await given(files), ...conversation });
  return (await follow(asked)).state;
}

async function runKnown(known: TinyRequest) {
  tiny.planBy(undefined);
  const before = known.before === undefined ? undefined : await run(known.before);
  tiny.planBy(known.written);
  return { before, state: await run(known, before) };
}

/** Tasks by number, each with what it waits for. */
function planOf({ tasks }: RunState): readonly string[] {
  return tasks.map(({ task: { id, type, dependencies } }) =>
    dependencies.length === 0 ? `${id} ${type}` : `${id} ${type} < ${dependencies.join(' ')}`,
  );
}

/** Tasks that are not done, or not anew, or made no text that they should have made. */
function undone({ tasks }: RunState): readonly string[] {
  return tasks.flatMap((state) => {
    const name = `${state.task.id} ${state.task.type}`;
    if (state.status !== 'finished' || state.reused) {
      return [`${name} ${state.status === 'failed' ? state.error.message : state.status}`];
    }
    const isTold = taskEntry(state.task.type).outputs.includes('text');
    return isTold && (state.output.text ?? '').trim() === '' ? [`${name} says nothing`] : [];
  });
}

function pathOf({ artefact }: NamedArtefact): string {
  return tiny.engine.store.artefacts.path(artefact.id);
}

/** All files of all tasks, with masks, and what was put together of them. */
async function unusable({ tasks, dubs }: RunState): Promise<readonly string[]> {
  const made = tasks.flatMap((state) =>
    state.status === 'finished' ? storedFilesOf(state.output) : [],
  );
  const files = [
    ...made.map((file) => ({ file, isDubbed: false })),
    ...dubs.map(({ file }) => ({ file, isDubbed: true })),
  ];
  const wrong = files.map(({ file, isDubbed }) => {
    return wrongWith(file, { path: pathOf(file), isDubbed });
  });
  return (await Promise.all(wrong)).flat();
}

/** What the tiny ear makes of the last file, which holds sound. */
async function heard(state: RunState): Promise<string | undefined> {
  const last = filesMade(state).at(-1);
  if (last === undefined) {
    return undefined;
  }
  const audio = { ...last, kind: 'audio', path: pathOf(last) } as const;
  const model = 'automatic-speech-recognition';
  return (await performOnnx(automaticSpeechRecognition, { model, inputs: { audio } })).text;
}

/** Where a model of this machine could have done what was sent elsewhere. */
async function sentAway({ tasks }: RunState): Promise<readonly string[]> {
  const abilities = await tiny.engine.abilities();
  const isHere = (host: Host) => host === 'onnx' || host === 'builtin';
  return tasks.flatMap(({ task: { type }, assignment }) =>
    assignment?.model.host === 'hub' &&
    abilities.some(({ task, model }) => task === type && isHere(model.host))
      ? [type]
      : [],
  );
}

describe('the requests that HuggingGPT is known by, with tiny models', () => {
  it.each(TINY_REQUESTS.map((known) => [known.id, known] as const))('%s', async (_, known) => {
    const { before, state } = await runKnown(known);
    expect(planOf(state)).toEqual(known.plan);
    expect(state.repairs).toEqual([]);
    expect(state.calls.map(({ stage }) => stage)).toEqual(known.written ? ['plan'] : []);
    expect(undone(state)).toEqual([]);
    expect(state.status).toBe('finished');
    expect(await sentAway(state)).toEqual([]);
    const made = filesMade(state);
    expect(made.map(({ name, artefact }) => `${name} ${artefact.kind}`)).toEqual(known.made);
    expect(await unusable(state)).toEqual([]);
    for (const words of known.says) {
      expect(state.answer).toContain(words);
    }
    if (known.spoken !== undefined) {
      expect(await heard(state)).toBe(known.spoken);
    }
    expect(state.parent).toBe(before?.runId);
  });

  it('count right in the fewest tasks too, as the rules plan it', async () => {
    tiny.planBy(undefined);
    const request = 'How many squares are in these pictures?';
    const state = await run({ request, files: ['a.png', 'b.png', 'c.png'] });
    expect(planOf(state)).toEqual([
      '0 object-detection',
      '1 object-detection',
      '2 object-detection',
    ]);
    expect(state.answer).toContain('**square: 2** (1 in a.png and 1 in c.png)');
  });

  it('take the picture of the turn before, and not the one that it was made from', async () => {
    tiny.planBy(undefined);
    const before = await run({ request: 'Find the edges in a.png.', files: ['a.png'] });
    const [edges] = filesMade(before);
    const request = 'Based on the edge picture above, draw a green square.';
    const [task] = (await run({ request, files: [] }, before)).tasks;
    expect(task?.task).toMatchObject({
      type: 'canny-text-to-image',
      arguments: { image: { from: 'file', name: edges?.name } },
    });
    expect(task?.status).toBe('finished');
  });

  it('reach nothing but this machine', () => {
    const { records } = tiny.engine.network.overview();
    expect(new Set(records.map(({ host }) => host))).toEqual(new Set(['127.0.0.1']));
  });
});

describe('the check of what was made', () => {
  async function wrongIn(name: string, bytes: Uint8Array, isDubbed = false) {
    const file = await tiny.engine.store.artefacts.addBytes(name, bytes);
    return wrongWith(file, { path: pathOf(file), isDubbed });
  }

  it('finds nothing wrong with a picture, with sound, with a video', async () => {
    const [drawn] = await given(['a.png']);
    expect(await wrongIn('a.png', drawn?.bytes ?? Buffer.of())).toEqual([]);
    const tone = [new Float32Array(8000).map((_, index) => Math.sin(index / 5) / 2)];
    expect(await wrongIn('a.wav', wav16(tone))).toEqual([]);
    expect(await wrongIn('a.webm', videoBytes('silent-vp9.webm'))).toEqual([]);
    expect(await wrongIn('b.webm', videoBytes('tone-opus.webm'), true)).toEqual([]);
  });

  it('finds an empty sheet, a tiny picture, silence, a click and a video without sound', async () => {
    expect(await wrongIn('a.png', await picture(64, 64))).toEqual(['a.png shows nothing']);
    expect(await wrongIn('b.png', await picture(8, 6))).toContain('b.png has 8 × 6 pixels');
    expect(await wrongIn('a.wav', wav16([new Float32Array(8000)]))).toEqual(['a.wav is silent']);
    const click = new Float32Array(160).fill(0.5);
    expect(await wrongIn('b.wav', wav16([click]))).toEqual(['b.wav has 160 samples']);
    await expect(wrongIn('a.webm', videoBytes('silent-vp9.webm'), true)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });
});
