// Answers the contract of shared/contract.ts from the engine. Who may ask is decided in guard.ts.

import { ORPCError, onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fetch';
import { condenseEvents } from '../../shared/condense.ts';
import type { Overview, RunPlace } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { claimedKind } from '../../shared/media.ts';
import type { Engine } from '../engine.ts';
import type { LiveRuns } from '../live-runs.ts';
import { modelsOverview } from '../model-listings.ts';
import { watchModels } from '../model-news.ts';
import { SAMPLES_FOLDER, type SampleRequest, sampleRequests } from '../samples.ts';
import { programVersion } from '../version.ts';
import { controllerProcedures } from './controllers-rpc.ts';
import { safeFileName } from './file-name.ts';
import {
  beginInstall,
  installCuda,
  modelCard,
  searchHub,
  testModel,
  verify,
} from './models-rpc.ts';
import { networkProcedures } from './network-rpc.ts';
import { procedures } from './procedures.ts';

export interface RpcDeps {
  readonly engine: Engine;
  readonly runs: LiveRuns;
  /** Told of bugs; expected failures are the caller's to show. */
  readonly report: (error: unknown) => void;
}

export function createRpcHandler(deps: RpcDeps): (request: Request) => Promise<Response> {
  const handler = new RPCHandler(createRouter(deps), {
    // Of procedures alone: a body that is no call is the caller's fault, and one who has left asks nothing.
    clientInterceptors: [
      onError((error, { signal }) => {
        if (!(error instanceof ORPCError) && signal?.aborted !== true) {
          deps.report(error);
        }
      }),
    ],
  });
  return async (request) => {
    const { matched, response } = await handler.handle(request, { prefix: '/rpc' });
    return matched ? response : new Response('There is no such procedure.', { status: 404 });
  };
}

function createRouter({ engine, runs }: RpcDeps) {
  const { conversations } = engine.store;
  return procedures.router({
    overview: procedures.overview.handler(() => overviewOf(engine)),
    models: modelProcedures({ engine, runs }),
    controllers: controllerProcedures(engine),
    network: networkProcedures(engine),
    gallery: {
      list: procedures.gallery.list.handler(({ input }) => engine.store.gallery.list(input)),
      details: procedures.gallery.details.handler(({ input: { artefact } }) =>
        engine.store.gallery.details(artefact),
      ),
    },
    conversations: {
      list: procedures.conversations.list.handler(({ input }) => conversations.list(input.search)),
      open: procedures.conversations.open.handler(({ input: { id } }) => ({
        conversation: conversations.get(id),
        runs: engine.store.runs
          .ofConversation(id)
          .map((run) => condenseEvents(engine.store.runs.events(run))),
      })),
      rename: procedures.conversations.rename.handler(({ input: { id, title } }) =>
        tellChanged(conversations.rename(id, title)),
      ),
      pin: procedures.conversations.pin.handler(({ input: { id, isPinned } }) =>
        tellChanged(conversations.pin(id, isPinned)),
      ),
      remove: procedures.conversations.remove.handler(({ input: { id } }) => {
        conversations.remove(id, Date.now());
        for (const run of engine.store.runs.ofConversation(id)) {
          runs.cancel(run);
        }
        runs.removed(id);
      }),
      restore: procedures.conversations.restore.handler(({ input: { id } }) =>
        tellChanged(conversations.restore(id)),
      ),
    },
    runs: {
      start: procedures.runs.start.handler(({ input: { request, files, ...place } }) => {
        const named = files.map(({ name, artefact }) => ({ name: safeFileName(name), artefact }));
        return runs.start(request, { ...place, files: named });
      }),
      startSample: procedures.runs.startSample.handler(({ input: { id } }) => {
        const { request, files } = sampleRequest(id);
        return runs.start(request, { files: files.map((name) => `${SAMPLES_FOLDER}/${name}`) });
      }),
      find: procedures.runs.find.handler(({ input: { runId } }) => placeOf(engine, runId)),
      resume: procedures.runs.resume.handler(({ input: { runId } }) => runs.resume(runId)),
      rerun: procedures.runs.rerun.handler(({ input: { runId, ...changes } }) =>
        runs.rerun(runId, changes),
      ),
      cancel: procedures.runs.cancel.handler(({ input: { runId, task } }) => {
        engine.run(runId); // says where there is no such run
        runs.cancel(runId, task);
      }),
      review: procedures.runs.review.handler(({ input: { runId, ...decision } }) => {
        engine.run(runId); // says where there is no such run
        engine.review(runId, decision);
      }),
      answer: procedures.runs.answer.handler(({ input: { runId, key, word } }) => {
        engine.run(runId); // says where there is no such run
        engine.answer(runId, key, word);
      }),
    },
    watch: procedures.watch.handler(({ input, signal }) =>
      runs.watch(input, signal ?? new AbortController().signal),
    ),
  });

  function tellChanged(conversation: ReturnType<typeof conversations.get>) {
    runs.changed(conversation);
    return conversation;
  }
}

function modelProcedures({ engine, runs }: Pick<RpcDeps, 'engine' | 'runs'>) {
  const { library } = engine.local;
  const { models } = procedures;
  return {
    overview: models.overview.handler(() => modelsOverview(engine.local)),
    watch: models.watch.handler(({ signal }) =>
      watchModels(library, signal ?? new AbortController().signal),
    ),
    searchHub: models.searchHub.handler(({ input, signal }) => searchHub(engine, input, signal)),
    card: models.card.handler(({ input: { id }, signal }) => modelCard(engine, id, signal)),
    install: models.install.handler(({ input }) => beginInstall(engine, input)),
    pause: models.pause.handler(({ input: { download } }) => library.pause(download)),
    resume: models.resume.handler(({ input: { download } }) => library.resume(download)),
    move: models.move.handler(({ input: { download, direction } }) =>
      library.move(download, direction),
    ),
    cancel: models.cancel.handler(({ input: { download } }) => library.cancel(download)),
    remove: models.remove.handler(({ input: { id } }) => library.remove(id)),
    disk: models.disk.handler(() => library.disk()),
    removeLeftovers: models.removeLeftovers.handler(({ input: { id } }) =>
      library.removeLeftovers(id),
    ),
    verify: models.verify.handler(({ input: { id } }) => verify(engine, id)),
    choices: models.choices.handler(() => engine.choices()),
    pin: models.pin.handler(({ input: { task, model } }) => engine.pin(task, model)),
    setDtype: models.setDtype.handler(({ input: { id, dtype } }) =>
      engine.local.setDtype(id, dtype),
    ),
    test: models.test.handler(({ input }) => testModel(runs, input)),
    installCuda: models.installCuda.handler(({ signal }) =>
      installCuda(engine, signal ?? new AbortController().signal),
    ),
  };
}

/** Undefined where the run, or its conversation, is not here any more. */
function placeOf({ store }: Engine, runId: string): RunPlace | undefined {
  const [first] = store.runs.events(runId);
  return first?.type === 'started' && store.conversations.find(first.conversation) !== undefined
    ? { runId, conversation: first.conversation }
    : undefined;
}

async function overviewOf({ abilities, mode, controllers, settings }: Engine): Promise<Overview> {
  return {
    version: programVersion(),
    ...{ mode, controller: controllers.current().id, maxFileBytes: settings.maxFileBytes },
    abilities: (await abilities()).map(({ task, model }) => ({
      type: task,
      model: model.name,
      host: model.host,
    })),
    samples: sampleRequests().map(({ id, request, files }) => ({
      ...{ id, request },
      files: files.map((name) => ({ name, kind: claimedKind(name) ?? 'text' })),
    })),
  };
}

function sampleRequest(id: string): SampleRequest {
  const sample = sampleRequests().find((one) => one.id === id);
  if (sample === undefined) {
    throw AppError.of('FILE_NOT_FOUND', { name: id });
  }
  return sample;
}
