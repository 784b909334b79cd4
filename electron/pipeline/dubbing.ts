// Between execution and answer: where a run has a video and speech, it puts the speech into the video. It is no
// task of the plan, as in HuggingGPT; what fails in it is noted, and the video and the speech stay.

import type { Dub } from '../../shared/dubs.ts';
import { toErrorReport } from '../../shared/errors.ts';
import type { RunState } from '../../shared/events.ts';
import type { NamedArtefact } from '../../shared/media.ts';
import type { TaskOutput } from '../../shared/outputs.ts';
import { referencesOf, type Task, type TaskId } from '../../shared/plan.ts';
import type { TaskState } from '../../shared/task-states.ts';
import type { PipelineDeps } from './deps.ts';
import type { Journal } from './journal.ts';

type Dubbing = Omit<Dub, 'file'>;

export interface DubbingContext
  extends Pick<PipelineDeps, 'video' | 'artefacts' | 'slots' | 'longSpeech'> {
  readonly journal: Pick<Journal, 'emit' | 'state'>;
  /** Files of earlier turns, the latest last. */
  readonly earlier: readonly NamedArtefact[];
  /** Of the run. Once it aborts nothing more is made, and nothing is noted. */
  readonly signal: AbortSignal;
}

export async function dubRun(context: DubbingContext): Promise<void> {
  const { journal, earlier, signal } = context;
  for (const dubbing of dubbingsOf(journal.state(), earlier)) {
    if (signal.aborted) {
      return;
    }
    try {
      const file = await made(dubbing, context);
      journal.emit({ type: 'dubbed', dub: { ...dubbing, file } });
    } catch (thrown) {
      if (!signal.aborted) {
        const { name: video } = dubbing.video;
        const error = toErrorReport(thrown);
        journal.emit({ type: 'noted', note: { code: 'DUBBING_FAILED', video, error } });
      }
    }
  }
}

async function made(
  { video, speech }: Dubbing,
  { video: work, artefacts, slots, longSpeech, journal, signal }: DubbingContext,
): Promise<NamedArtefact> {
  const placed = (file: NamedArtefact) => ({ ...file, path: artefacts.path(file.artefact.id) });
  const release = await slots.acquire({ kind: 'cpu', owner: journal, priority: () => 0 }, signal);
  try {
    journal.emit({ type: 'dubbing', video: video.name });
    const given = { video: placed(video), speech: speech.map(placed), longSpeech };
    return await artefacts.keep(await work.dub(given, signal));
  } finally {
    release();
  }
}

/**
 * What is to be joined, apart from what has been: one speech goes into every video, several follow one another
 * in a single video, and as many speeches as videos go in pairs; of other numbers nobody knows what belongs
 * together.
 */
export function dubbingsOf(
  run: RunState,
  earlier: readonly NamedArtefact[] = [],
): readonly Dubbing[] {
  const videos = videosOf(run, earlier);
  const speech = speechOf(run);
  const [only, ...more] = videos;
  const isDone = ({ video, speech: parts }: Dubbing) =>
    run.dubs.some((dub) => sameFiles([dub.video, ...dub.speech], [video, ...parts]));
  const dubbings =
    only === undefined || speech.length === 0
      ? []
      : more.length === 0
        ? [{ video: only, speech }]
        : speech.length === 1
          ? videos.map((video) => ({ video, speech }))
          : speech.length === videos.length
            ? videos.map((video, place) => ({ video, speech: speech.slice(place, place + 1) }))
            : [];
  return dubbings.filter((dubbing) => !isDone(dubbing));
}

function sameFiles(one: readonly NamedArtefact[], other: readonly NamedArtefact[]): boolean {
  const ids = (files: readonly NamedArtefact[]) => files.map(({ artefact }) => artefact.id).join();
  return ids(one) === ids(other);
}

/** A request that is for dubbing, whatever else is done with the video. */
const DUBS = /\b(?:dub(?:s|bed|bing)?|voice-?\s?over|narrat(?:e|es|ed|ion))\b|配音|旁白/iu;

/** Those that tasks made; else those that were given and that no task reads; else one of an earlier turn. */
function videosOf(run: RunState, earlier: readonly NamedArtefact[]): readonly NamedArtefact[] {
  const made = run.tasks.flatMap((state) => outputOf(state)?.video ?? []);
  if (made.length > 0) {
    return made;
  }
  const isAsked = DUBS.test(run.request);
  const read = new Set(run.tasks.flatMap(({ task }) => filesRead(task)));
  const given = run.attachments
    .filter(({ artefact }) => artefact.kind === 'video')
    .filter(({ name }) => isAsked || !read.has(name));
  const latest = earlier.filter(({ artefact }) => artefact.kind === 'video').slice(-1);
  return given.length === 0 && isAsked ? latest : given;
}

function filesRead(task: Task): readonly string[] {
  return Object.values(task.arguments).flatMap((argument) => {
    const parts = argument.from === 'template' ? argument.parts : [argument];
    return parts.flatMap((part) => (part.from === 'file' ? [part.name] : []));
  });
}

/** What speaks and what was made of it, unless another task goes on with it. */
function speechOf({ tasks }: RunState): readonly NamedArtefact[] {
  const speaking = new Set<TaskId>();
  for (const { task } of tasks) {
    const isChanged = task.type === 'audio-to-audio' && dependsOn(task, speaking);
    if (task.type === 'text-to-speech' || isChanged) {
      speaking.add(task.id);
    }
  }
  const heard = new Set(tasks.flatMap(({ task }) => soundsRead(task)));
  return tasks
    .filter(({ task: { id } }) => speaking.has(id) && !heard.has(id))
    .flatMap((state) => outputOf(state)?.audio ?? []);
}

function dependsOn(task: Task, others: ReadonlySet<TaskId>): boolean {
  return soundsRead(task).some((id) => others.has(id));
}

function soundsRead(task: Task): readonly TaskId[] {
  return Object.values(task.arguments)
    .flatMap(referencesOf)
    .filter(({ kind }) => kind === 'audio')
    .map((reference) => reference.task);
}

function outputOf(state: TaskState): TaskOutput | undefined {
  return state.status === 'finished' ? state.output : undefined;
}
