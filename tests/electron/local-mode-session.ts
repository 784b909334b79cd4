// One whole session of the program in local mode, as a process of its own, for a test that watches from
// outside what leaves it. `leak` lets three things out on purpose, to show that the watcher would see them.

import { spawn } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine, type Engine } from '../../electron/engine.ts';
import { modelCard, searchHub } from '../../electron/http/models-rpc.ts';
import { modelsOverview } from '../../electron/model-listings.ts';
import { changeSettings } from '../../electron/store/settings-file.ts';
import { toErrorReport } from '../../shared/errors.ts';
import { type RunEvent, reduceRun } from '../../shared/events.ts';
import { BUILTIN_PLAN } from '../fakes/builtin-plan.ts';
import { startChatServer } from '../fakes/chat-server.ts';
import { fixedController, wire } from '../fakes/controllers.ts';

const [home = '', kind = ''] = process.argv.slice(2);
const SAMPLES = fileURLToPath(new URL('../../assets/samples/', import.meta.url));
const TINY = fileURLToPath(new URL('../../models/tiny', import.meta.url));
const NAMES = ['invoice.png', 'scene.png', 'paragraph.txt', 'recording.wav', 'flowers.csv'];
const files = NAMES.map((name) => join(SAMPLES, name));
const key = 'sk-session-0123456789';
const signal = new AbortController().signal;

async function follow(events: AsyncIterable<RunEvent>) {
  const seen: RunEvent[] = [];
  for await (const event of events) {
    seen.push(event);
  }
  const { status, tasks } = reduceRun(seen);
  const models = tasks.map((task) =>
    task.status === 'finished' ? (task.assignment?.model.id ?? '') : `${task.task.type} failed`,
  );
  return { status, models };
}

/** The code that it fails with, which it must. */
async function refusalOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'nothing was refused',
    (error: unknown) => toErrorReport(error).code,
  );
}

async function builtinSession() {
  const engine = createEngine({ home, controller: fixedController(BUILTIN_PLAN) });
  const run = await follow(engine.ask('go', { files }));
  const refusals = await outwardAttempts(engine);
  await engine.close();
  return { run, refusals, recorded: engine.network.overview().records };
}

/** What a person may well try in local mode though it can't be. */
async function outwardAttempts({ local, controllers, network, updates }: Engine) {
  const test = await controllers.test('openai:some-model', signal);
  return {
    install: await refusalOf(local.library.install('org/model')),
    models: await refusalOf(controllers.models('openai', signal)),
    test: test.steps.find(({ outcome }) => outcome === 'failed')?.error?.code ?? 'none failed',
    update: await refusalOf(updates.check(signal)),
    hub: await refusalOf(network.fetch('hub')('https://192.0.2.4/api/models')),
    address: await refusalOf(network.fetchAddress()('http://192.0.2.5/cat.png')),
  };
}

async function modelSession(url: string) {
  const engine = createEngine({ home });
  const { controllers, local } = engine;
  const found = await controllers.discover(signal);
  const told = await controllers.models('session', signal);
  const test = await controllers.test('session:test-model', signal);
  controllers.setConnection('other', { preset: 'custom', baseUrl: url });
  controllers.setReview(true);
  controllers.setReview(false);
  controllers.choose('answer', 'rules');
  const { devices } = await modelsOverview(local);
  const run = await follow(engine.ask('find the objects in scene.png', { files }));
  const { records } = engine.network.overview();
  await engine.close();
  return { run, found, told, test, devices, recorded: records };
}

/** What goes elsewhere in the other modes: a hosted model, a model to be fetched, an address. */
const DISTANT_PLAN = [
  wire(0, 'text-to-image', { text: 'a cat' }),
  wire(1, 'translation', { text: 'Good morning.' }),
  wire(2, 'image-to-text', { image: 'https://192.0.2.7/cat.png' }),
];

async function distantSession() {
  const engine = createEngine({ home, controller: fixedController(DISTANT_PLAN) });
  const asked = engine.ask('go, see https://192.0.2.7/cat.png', { isAttended: true });
  const { status, failures, questions } = await followAnswering(engine, asked);
  const query = { kind: 'onnx', task: 'object-detection', text: '' } as const;
  const refusals = {
    search: await refusalOf(searchHub(engine, query)),
    hosted: await refusalOf(searchHub(engine, { ...query, kind: 'hosted' })),
    card: await refusalOf(modelCard(engine, 'org/model')),
    // As a run does it that was allowed to fetch a model.
    install: await refusalOf(engine.local.library.install('org/wished')),
  };
  const { uploads, records } = engine.network.overview();
  await engine.close();
  return { run: { status, failures }, questions, refusals, uploads, recorded: records };
}

/** Says yes to whatever it is asked. */
async function followAnswering(engine: Engine, events: AsyncIterable<RunEvent>) {
  const seen: RunEvent[] = [];
  const questions: string[] = [];
  for await (const event of events) {
    seen.push(event);
    if (event.type === 'question') {
      questions.push(event.question.about);
      engine.answer(event.runId, event.question.key, 'yes');
    }
  }
  const { status, tasks } = reduceRun(seen);
  const failures = tasks.map((task) => (task.status === 'failed' ? task.error.code : task.status));
  return { status, failures, questions };
}

async function leak(): Promise<void> {
  const quick = { signal: AbortSignal.timeout(500) };
  await fetch('http://192.0.2.1/', quick).catch(() => {}); // no one is there
  const resolver = new Resolver({ timeout: 200, tries: 1 });
  resolver.setServers(['192.0.2.53']);
  await resolver.resolve4('ensemble.invalid').catch(() => {}); // no one is there
  const script = "fetch('http://192.0.2.2/', { signal: AbortSignal.timeout(500) }).catch(() => {})";
  await once(spawn(process.execPath, ['-e', script]), 'exit');
}

if (kind === 'leak') {
  await leak();
  console.log('leaked');
} else {
  process.env.SESSION_API_KEY = key;
  // As the program that an AppImage brought, which may be asked for a newer version.
  Object.assign(process.env, {
    ENSEMBLE_UPDATES: 'https://192.0.2.8/releases',
    APPIMAGE: '/apps/Ensemble.AppImage',
    APPDIR: fileURLToPath(new URL('../..', import.meta.url)),
  });
  const server = await startChatServer({ key, answer: () => 'Hello.' });
  const connections = { session: { baseUrl: server.url } };
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ connections, device: 'cpu' }));
  const builtin = await builtinSession();
  changeSettings(home, { modelFolders: [TINY] });
  const models = await modelSession(server.url);
  process.env.HF_TOKEN = 'hf_session0123456789';
  changeSettings(home, {
    modelFolders: [],
    hostedModels: [{ id: 'org/hosted', tasks: ['text-to-image'] }],
    inferenceRouter: 'https://192.0.2.6',
    uploads: { 'hf-inference': 'always' },
    allowedAddresses: ['192.0.2.7'],
  });
  const distant = await distantSession();
  await server.close();
  console.log(JSON.stringify({ builtin, models, distant }));
}
