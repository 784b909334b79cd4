import { describe, expect, it } from 'vitest';
import { type DubbingContext, dubbingsOf, dubRun } from '../../../electron/pipeline/dubbing.ts';
import { createSlots } from '../../../electron/pipeline/execution/slots.ts';
import { AppError, toErrorReport } from '../../../shared/errors.ts';
import type { RunEventBody } from '../../../shared/event-bodies.ts';
import type { RunState } from '../../../shared/events.ts';
import type { NamedArtefact } from '../../../shared/media.ts';
import type { Argument } from '../../../shared/plan.ts';
import type { TaskState } from '../../../shared/task-states.ts';
import { file, finished, literal, runOf, taskOf } from './response/runs.ts';

function named(name: string, kind: 'video' | 'audio'): NamedArtefact {
  const id = Buffer.from(name).toString('hex').padEnd(64, '0');
  return { name, artefact: { id, kind, mime: `${kind}/x`, size: 9, duration: 2 } };
}

const video = (id: number, name = `film-${id}.mp4`) =>
  finished(taskOf(id, 'text-to-video', { text: literal('a bird') }), {
    video: named(name, 'video'),
  });
const speech = (id: number, name = `speech-${id}.wav`) =>
  finished(taskOf(id, 'text-to-speech', { text: literal('a bird') }), {
    audio: named(name, 'audio'),
  });
const from = (task: number): Argument => ({ from: 'task', task, kind: 'audio' });

function joins(tasks: readonly TaskState[], run: Partial<RunState> = {}, earlier = ['']) {
  const before = earlier.filter((name) => name !== '').map((name) => named(name, 'video'));
  return dubbingsOf(runOf(tasks, run), before).map(
    (each) => `${each.video.name} + ${each.speech.map(({ name }) => name).join(' + ')}`,
  );
}

const CLIP = { attachments: [named('clip.mp4', 'video')] };

describe('dubbingsOf', () => {
  it('joins a video and a speech that a plan made', () => {
    expect(joins([video(0), speech(1)])).toEqual(['film-0.mp4 + speech-1.wav']);
  });

  it('joins nothing where one of both is missing or failed', () => {
    const error = toErrorReport(AppError.of('CANCELLED', {}));
    const failed = { ...speech(1), status: 'failed', error, durationMs: 1 } as const;
    expect(joins([video(0)])).toEqual([]);
    expect(joins([speech(1)])).toEqual([]);
    expect(joins([video(0), failed])).toEqual([]);
  });

  it('puts several speeches into one video, one after another', () => {
    expect(joins([speech(0), video(1), speech(2)])).toEqual([
      'film-1.mp4 + speech-0.wav + speech-2.wav',
    ]);
  });

  it('puts one speech into several videos, and as many as there are in pairs', () => {
    expect(joins([video(0), video(1), speech(2)])).toEqual([
      'film-0.mp4 + speech-2.wav',
      'film-1.mp4 + speech-2.wav',
    ]);
    expect(joins([video(0), speech(1), video(2), speech(3)])).toEqual([
      'film-0.mp4 + speech-1.wav',
      'film-2.mp4 + speech-3.wav',
    ]);
  });

  it('does not guess where three speeches meet two videos', () => {
    expect(joins([video(0), video(1), speech(2), speech(3), speech(4)])).toEqual([]);
  });

  it('takes speech as it was changed, and none that is only listened to', () => {
    const clean = finished(taskOf(2, 'audio-to-audio', { audio: from(1) }), {
      audio: named('clean.wav', 'audio'),
    });
    const written = finished(taskOf(2, 'automatic-speech-recognition', { audio: from(1) }), {
      text: 'a bird',
    });
    expect(joins([video(0), speech(1), clean])).toEqual(['film-0.mp4 + clean.wav']);
    expect(joins([video(0), speech(1), written])).toEqual([]);
  });

  it('takes no other recording for speech', () => {
    const noise = finished(taskOf(1, 'audio-to-audio', { audio: file('noise.wav') }), {
      audio: named('clean.wav', 'audio'),
    });
    expect(joins([video(0), noise])).toEqual([]);
  });

  it('puts speech into a video that was given', () => {
    expect(joins([speech(0)], CLIP)).toEqual(['clip.mp4 + speech-0.wav']);
    expect(joins([video(0), speech(1)], CLIP)).toEqual(['film-0.mp4 + speech-1.wav']);
  });

  it('leaves a given video that a task reads, unless the request is for dubbing', () => {
    const hears = taskOf(0, 'automatic-speech-recognition', { audio: file('clip.mp4') });
    const tasks = [finished(hears, { text: 'a bird' }), speech(1)];
    expect(joins(tasks, { ...CLIP, request: 'Write down clip.mp4 and read it to me' })).toEqual([]);
    for (const request of ['Dub clip.mp4 in English', '给 clip.mp4 配音', 'Add a voice-over']) {
      expect(joins(tasks, { ...CLIP, request })).toEqual(['clip.mp4 + speech-1.wav']);
    }
  });

  it('takes the latest video of the conversation where the request is for dubbing', () => {
    const earlier = ['old.mp4', 'new.mp4'];
    expect(joins([speech(0)], { request: 'now dub it' }, earlier)).toEqual([
      'new.mp4 + speech-0.wav',
    ]);
    expect(joins([speech(0)], { request: 'say hello' }, earlier)).toEqual([]);
  });

  it('joins nothing twice', () => {
    const dub = {
      file: named('film-0-dubbed.mp4', 'video'),
      video: named('film-0.mp4', 'video'),
      speech: [named('speech-1.wav', 'audio')],
    };
    expect(joins([video(0), speech(1)], { dubs: [dub] })).toEqual([]);
  });
});

function context(dub: DubbingContext['video']['dub'], signal = new AbortController().signal) {
  const events: RunEventBody[] = [];
  const slots = createSlots({ cpu: 1, gpu: 1, network: 1 });
  const given: DubbingContext = {
    video: { dub, sound: () => Promise.reject(new Error('nothing is taken out')) },
    artefacts: {
      keep: async ({ name }) => named(name, 'video'),
      path: (id) => `/files/${id}`,
      text: async () => '',
      fetch: () => Promise.reject(new Error('nothing is fetched')),
    },
    ...{ slots, longSpeech: 'cut', earlier: [], signal },
    journal: { emit: (event) => events.push(event), state: () => runOf([video(0), speech(1)]) },
  };
  return { given, events, slots };
}

describe('dubRun', () => {
  it('keeps what was put together, and tells it with its parts', async () => {
    const { given, events, slots } = context(async ({ video: film, speech: parts, longSpeech }) => {
      expect(film.path).toMatch(/^\/files\//);
      expect(parts.map(({ name }) => name)).toEqual(['speech-1.wav']);
      expect(longSpeech).toBe('cut');
      expect(slots.taken('cpu')).toBe(1);
      return { name: 'film-0-dubbed.mp4', bytes: new Uint8Array(1) };
    });
    await dubRun(given);
    expect(events).toMatchObject([
      { type: 'dubbing', video: 'film-0.mp4' },
      {
        type: 'dubbed',
        dub: {
          file: { name: 'film-0-dubbed.mp4' },
          video: { name: 'film-0.mp4' },
          speech: [{ name: 'speech-1.wav' }],
        },
      },
    ]);
    expect(slots.taken('cpu')).toBe(0);
  });

  it('notes why it could not, and the run goes on', async () => {
    const refuse = () =>
      Promise.reject(
        AppError.of('VIDEO_UNUSABLE', { name: 'film-0.mp4', why: 'it has no picture' }),
      );
    const { given, events, slots } = context(refuse);
    await dubRun(given);
    expect(events).toMatchObject([
      { type: 'dubbing', video: 'film-0.mp4' },
      {
        type: 'noted',
        note: { code: 'DUBBING_FAILED', video: 'film-0.mp4', error: { code: 'VIDEO_UNUSABLE' } },
      },
    ]);
    expect(slots.taken('cpu')).toBe(0);
  });

  it('makes and notes nothing once the run is stopped', async () => {
    const stop = new AbortController();
    const stopped = context(() => {
      stop.abort(new Error('stopped'));
      return Promise.reject(stop.signal.reason);
    }, stop.signal);
    await dubRun(stopped.given);
    expect(stopped.events.map(({ type }) => type)).toEqual(['dubbing']);
    const late = context(() => Promise.reject(new Error('it was asked')), stop.signal);
    await dubRun(late.given);
    expect(late.events).toEqual([]);
  });
});
