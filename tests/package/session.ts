// One session of the program in a folder, from its sources or as it is installed, as a process of its own on
// that program's Node: every built-in expert, every sound format, models on the runner, a language model held
// to a grammar, the page, and whatever package the sources name.

import { globSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin, registerHooks } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reduceRun } from '../../shared/events.ts';
import { BUILTIN_PLAN } from '../fakes/builtin-plan.ts';
import { fixedController, wire } from '../fakes/controllers.ts';

type EngineModule = typeof import('../../electron/engine.ts');
type LiveModule = typeof import('../../electron/live-engine.ts');
type Events = ReturnType<ReturnType<EngineModule['createEngine']>['ask']>;

const [program = '', home = '', media = '', talking = ''] = process.argv.slice(2);
const addressOf = (path: string) => pathToFileURL(join(program, path)).href;
const { createEngine }: EngineModule = await import(addressOf('electron/engine.ts'));
const { openLiveEngine }: LiveModule = await import(addressOf('electron/live-engine.ts'));

const RECORDINGS = ['tone.mp3', 'tone.flac', 'tone.ogg', 'tone.opus'];
const SOUNDS = RECORDINGS.map((name, index) =>
  wire(BUILTIN_PLAN.length + index, 'audio-classification', { audio: name }),
);

/** What each task came to, by its model, and who conducted. */
async function outcome(events: Events) {
  const { tasks, calls, notes } = reduceRun(await Array.fromAsync(events));
  return {
    tasks: tasks.map((task) =>
      task.status === 'finished'
        ? basename(task.assignment?.model.id ?? '')
        : `${task.task.type} ${task.status}: ${task.status === 'failed' ? task.error.code : ''}`,
    ),
    ...{ calls: calls.map(({ stage }) => stage), notes },
  };
}

async function experts() {
  const engine = createEngine({ home, controller: fixedController([...BUILTIN_PLAN, ...SOUNDS]) });
  const files = readdirSync(media).map((name) => join(media, name));
  try {
    return await outcome(engine.ask('go', { files }));
  } finally {
    await engine.close();
  }
}

/** With the built-in rules, then with a language model of this machine. */
async function models() {
  const engine = createEngine({ home });
  const files = [join(media, 'scene.png')];
  const request = 'find the objects in scene.png';
  try {
    const ruled = await outcome(engine.ask(request, { files }));
    engine.controllers.choose('plan', `local:${talking}`);
    return { ruled, conducted: await outcome(engine.ask(request, { files })) };
  } finally {
    await engine.close();
  }
}

/** The page's own files by the Fetch handler. */
async function page(): Promise<readonly number[]> {
  const renderer = join(program, 'dist', 'renderer');
  const open = () => createEngine({ home });
  const live = openLiveEngine({ open, renderer, report: console.error });
  const paths = globSync('**/*.*', { cwd: renderer });
  const answers = paths.map((path) => live.fetch(new Request(`http://localhost/${path}`)));
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  await live.close();
  return [...new Set(statuses)];
}

const NAMED = /\b(?:from|import\()\s*'([\w@][\w@./-]*)'/g;
/** What only the sources have: the window's own module, and what builds. */
const ELSEWHERE = new Set(['electron', 'vite']);
/** Sources name these for their types alone: Node can't import the first, which the experts load by path. */
const TYPES_ALONE = new Set(['@mlc-ai/web-xgrammar', 'use-intl/core']);

/** Loads every package that a source names, as that source would. @returns those that can't be */
async function packages(): Promise<readonly string[]> {
  const sources = globSync('{electron,shared}/**/*.ts', {
    cwd: program,
    exclude: ['**/*.d.ts'],
  });
  const texts = sources.map((path) => readFileSync(join(program, path), 'utf8'));
  const named = texts.flatMap((text) => [...text.matchAll(NAMED)].map(([, name = '']) => name));
  const wanted = [...new Set(named)].filter(
    (name) => !isBuiltin(name) && !ELSEWHERE.has(name) && !TYPES_ALONE.has(name),
  );
  const parentURL = addressOf('electron/engine.ts');
  registerHooks({
    resolve: (name, context, next) =>
      next(name, wanted.includes(name) ? { ...context, parentURL } : context),
  });
  const tried = wanted.map((name) =>
    import(name).then(
      () => '',
      (error: unknown) => `${name}: ${error}`,
    ),
  );
  return (await Promise.all(tried)).filter(Boolean);
}

const said = {
  experts: await experts(),
  models: await models(),
  page: await page(),
  packages: await packages(),
};
console.log(JSON.stringify(said));
process.exit(0);
