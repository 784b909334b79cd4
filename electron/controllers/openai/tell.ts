// What a server tells of itself: its models, and how many tokens they look at. Servers agree on the list of
// models and on hardly anything in it; Ollama and llama.cpp say more on addresses of their own.

import { z } from 'zod';
import { AppError, detail } from '../../../shared/errors.ts';
import { createClient } from './client.ts';
import { failureOf } from './failure.ts';
import { type Limits, startWatch } from './limits.ts';
import { type Addressed, createWire, type WireDeps, type WireOptions } from './wire.ts';

const CountSchema = z.number().int().positive().optional().catch(undefined);
const WINDOW_FIELDS = [
  'context_length',
  'context_window',
  'max_model_len',
  'max_context_length',
  'max_input_tokens',
] as const;
const WindowsSchema = z.looseObject({
  context_length: CountSchema,
  context_window: CountSchema,
  max_model_len: CountSchema,
  max_context_length: CountSchema,
  max_input_tokens: CountSchema,
  meta: z.looseObject({ n_ctx_train: CountSchema }).optional().catch(undefined),
  /** Hugging Face's router: whoever takes the question, it has to fit. */
  providers: z
    .array(z.looseObject({ context_length: CountSchema }))
    .optional()
    .catch(undefined),
});
const ModelsSchema = z.object({ data: z.array(WindowsSchema.extend({ id: z.string() })) });
export type ToldModel = z.infer<typeof ModelsSchema>['data'][number];

export interface TellDeps extends WireDeps {
  readonly limits: Limits;
}

export interface Telling extends WireOptions {
  readonly reached: Addressed;
  readonly ms: number;
}

type Get = (signal: AbortSignal) => Promise<unknown>;

/** @throws AppError CONTROLLER_*, or the signal's reason */
export async function tellModels(
  telling: Telling,
  deps: TellDeps,
  signal: AbortSignal,
): Promise<readonly ToldModel[]> {
  const { reached } = telling;
  const client = createClient(reached, { fetch: createWire(reached, deps, telling) });
  const told = ModelsSchema.safeParse(
    await watched((own) => client.get('/models', { signal: own }), telling, signal),
  );
  if (!told.success) {
    const why = detail('no-list-of-models', { address: `${reached.baseUrl}/models` });
    throw AppError.of('CONTROLLER_UNINTELLIGIBLE', { controller: reached.name, why });
  }
  return told.data.data;
}

async function watched(get: Get, { reached, ms }: Telling, signal: AbortSignal) {
  signal.throwIfAborted();
  const watch = startWatch({ signal, wholeMs: 2 * ms, controller: reached.name });
  watch.expect(ms);
  try {
    return await get(watch.signal);
  } catch (thrown) {
    watch.signal.throwIfAborted();
    throw failureOf(thrown, { reached, model: '' }).error;
  } finally {
    watch.end();
  }
}

/**
 * Tokens that a model looks at, or undefined where the server does not say.
 * @throws AppError CONTROLLER_*, or the signal's reason
 */
export async function tellContext(
  { reached, model }: { readonly reached: Addressed; readonly model: string },
  deps: TellDeps,
  signal: AbortSignal,
): Promise<number | undefined> {
  const telling = { reached, ms: deps.limits.tellMs };
  switch (reached.connection.preset) {
    case 'ollama':
      return ollamaContext(model, { ...telling, deps }, signal);
    case 'llamacpp':
      return llamaCppContext({ ...telling, deps }, signal);
    default: {
      const models = await tellModels(telling, deps, signal);
      return windowOf(models.find(({ id }) => id === model));
    }
  }
}

function windowOf(model: z.infer<typeof WindowsSchema> | undefined): number | undefined {
  const said = WINDOW_FIELDS.map((field) => model?.[field]).find((count) => count !== undefined);
  const ofProviders = (model?.providers ?? []).flatMap(
    ({ context_length }) => context_length ?? [],
  );
  const smallest = ofProviders.length === 0 ? undefined : Math.min(...ofProviders);
  return said ?? smallest ?? model?.meta?.n_ctx_train;
}

interface Own extends Telling {
  readonly deps: TellDeps;
}

/** Ollama looks at so many tokens where neither the model nor the person says otherwise. */
const OLLAMA_CONTEXT = 4096;
const OllamaShowSchema = z.looseObject({
  parameters: z.string().catch(''),
  model_info: z.record(z.string(), z.unknown()).catch({}),
});

async function ollamaContext(model: string, own: Own, signal: AbortSignal): Promise<number> {
  const body = JSON.stringify({ model });
  const told = await ofItself('/api/show', own, { body, signal });
  const { parameters, model_info } = OllamaShowSchema.catch({
    parameters: '',
    model_info: {},
  }).parse(told);
  const set = /^num_ctx\s+(\d+)\s*$/mu.exec(parameters)?.[1];
  const trained = Object.entries(model_info).find(([name]) =>
    name.endsWith('.context_length'),
  )?.[1];
  const most = typeof trained === 'number' && trained > 0 ? trained : Number.POSITIVE_INFINITY;
  return Math.min(set === undefined ? OLLAMA_CONTEXT : Number(set), most);
}

const PropsSchema = z.looseObject({
  default_generation_settings: z.looseObject({ n_ctx: CountSchema }),
});

async function llamaCppContext(own: Own, signal: AbortSignal): Promise<number | undefined> {
  const props = PropsSchema.safeParse(await ofItself('/props', own, { signal }));
  return props.data?.default_generation_settings.n_ctx;
}

/** Their own addresses are beside the OpenAI-compatible ones, without the version. */
function ofItself(
  path: string,
  own: Own,
  { body, signal }: { readonly body?: string; readonly signal: AbortSignal },
): Promise<unknown> {
  const { reached, deps } = own;
  const url = `${reached.baseUrl.replace(/\/v1$/u, '')}${path}`;
  const wire = createWire(reached, deps, own);
  const init =
    body === undefined
      ? {}
      : { method: 'POST', body, headers: { 'content-type': 'application/json' } };
  const get: Get = async (ours) => (await wire(url, { ...init, signal: ours })).json();
  return watched(get, own, signal);
}
