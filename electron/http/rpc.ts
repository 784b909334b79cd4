// Answers the contract of shared/contract.ts from the engine. Who may ask is decided in guard.ts.

import { ORPCError, onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fetch';
import type { Overview } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { claimedKind } from '../../shared/media.ts';
import type { Engine } from '../engine.ts';
import type { LiveRuns } from '../live-runs.ts';
import { modelsOverview } from '../model-listings.ts';
import { watchModels } from '../model-news.ts';
import { sampleRequests } from '../samples.ts';
import { programVersion } from '../version.ts';
import { controllerProcedures } from './controllers-rpc.ts';
import { conversationProcedures } from './conversations-rpc.ts';
import { diagnosticsProcedures } from './diagnostics-rpc.ts';
import { keyProcedures } from './keys-rpc.ts';
import {
  beginInstall,
  installCuda,
  modelCard,
  searchHub,
  testModel,
  verify,
} from './models-rpc.ts';
import { networkProcedures } from './network-rpc.ts';
import { NEVER, procedures } from './procedures.ts';
import { runProcedures } from './runs-rpc.ts';
import { type Reopen, settingsProcedures } from './settings-rpc.ts';
import { storageProcedures } from './storage-rpc.ts';
import { updateProcedures } from './updates-rpc.ts';

export interface RpcDeps {
  readonly engine: Engine;
  readonly runs: LiveRuns;
  readonly reopen: Reopen;
  /** Told of bugs; expected failures are the caller's to show. */
  readonly report: (error: unknown) => void;
}

export function createRpcHandler(deps: RpcDeps): (request: Request) => Promise<Response> {
  const handler = new RPCHandler(createRouter(deps), {
    // Of procedures alone: a body that is no call is the caller's fault, and one who has left asks nothing.
    clientInterceptors: [
      onError((error, { signal, path }) => {
        noteRefusal(deps.engine, error, path);
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

function createRouter({ engine, runs, reopen }: RpcDeps) {
  return procedures.router({
    overview: procedures.overview.handler(() => overviewOf(engine)),
    models: modelProcedures({ engine, runs }),
    controllers: controllerProcedures(engine),
    network: networkProcedures(engine),
    keys: keyProcedures(engine),
    settings: settingsProcedures({ engine, runs, reopen }),
    storage: storageProcedures(engine),
    updates: updateProcedures(engine),
    diagnostics: diagnosticsProcedures(engine),
    gallery: galleryProcedures(engine),
    conversations: conversationProcedures({ engine, runs }),
    runs: runProcedures({ engine, runs }),
    watch: procedures.watch.handler(({ input, signal }) => runs.watch(input, signal ?? NEVER)),
  });
}

function galleryProcedures({ store: { gallery } }: Engine) {
  return {
    list: procedures.gallery.list.handler(({ input }) => gallery.list(input)),
    details: procedures.gallery.details.handler(({ input }) => gallery.details(input.artefact)),
  };
}

function modelProcedures({ engine, runs }: Pick<RpcDeps, 'engine' | 'runs'>) {
  const { library } = engine.local;
  const { models } = procedures;
  return {
    overview: models.overview.handler(() => modelsOverview(engine.local)),
    watch: models.watch.handler(({ signal }) => watchModels(library, signal ?? NEVER)),
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
    installCuda: models.installCuda.handler(({ signal }) => installCuda(engine, signal ?? NEVER)),
  };
}

/** The code alone: what was refused may be the person's. */
function noteRefusal({ log }: Engine, error: unknown, path: readonly string[]): void {
  if (error instanceof ORPCError && error.cause instanceof AppError) {
    log.refused(path.join('.'), error.cause.code);
  }
}

async function overviewOf(engine: Engine): Promise<Overview> {
  const { abilities, mode, controllers, settings, log } = engine;
  return {
    ...(log.brokeOff !== undefined && { brokeOff: log.brokeOff }),
    version: programVersion(),
    ...{ mode, controller: controllers.current().id, maxFileBytes: settings.maxFileBytes },
    abilities: (await abilities()).map(({ task, model }) => ({
      type: task,
      model: model.name,
      host: model.host,
    })),
    samples: sampleRequests().map(({ id, request, translations, files }) => ({
      ...{ id, request, translations },
      files: files.map((name) => ({ name, kind: claimedKind(name) ?? 'text' })),
    })),
  };
}
