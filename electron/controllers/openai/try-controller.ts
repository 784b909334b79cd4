// The test of a connection: tries address, key, model, quota and context in this order, by the list of
// models and one short question, and says which of them is wrong.

import { type ControllerTest, TEST_STEPS } from '../../../shared/controller-listing.ts';
import { AppError, detail, type ErrorCode, toErrorReport } from '../../../shared/errors.ts';
import type { ChatModel, ChatQuestion } from '../chat.ts';
import { type Form, FULL_FORM } from './form.ts';

type Step = (typeof TEST_STEPS)[number];

export interface Trial {
  readonly controller: string;
  readonly model: ChatModel;
  /** Asks for the list of models. */
  readonly tell: (signal: AbortSignal) => Promise<unknown>;
  /** How the endpoint was found to take a form. */
  readonly form: () => Form | undefined;
  readonly clock: () => number;
}

/** Planning needs about this many tokens for its prompt and the plan. */
const LEAST_CONTEXT = 3072;

const QUESTION: ChatQuestion = {
  messages: [
    { role: 'system', text: 'You answer in JSON.' },
    { role: 'user', text: 'Answer with {"ready": true} and nothing else.' },
  ],
  form: {
    name: 'ready',
    schema: {
      type: 'object',
      properties: { ready: { type: 'boolean' } },
      required: ['ready'],
      additionalProperties: false,
    },
  },
  // Enough for a model that thinks first.
  maxTokens: 1024,
};

/** What of the connection an error is about, once its address is known to answer. */
const STEP_OF: Partial<Record<ErrorCode, Step>> = {
  CONTROLLER_UNREACHABLE: 'address',
  CONTROLLER_UNINTELLIGIBLE: 'address',
  CONTROLLER_NOT_ALLOWED: 'address',
  CONTROLLER_KEY_NEEDED: 'key',
  CONTROLLER_FORBIDDEN: 'key',
  CONTROLLER_QUOTA: 'quota',
  CONTROLLER_CONTEXT_FULL: 'context',
};

export async function tryController(trial: Trial, signal: AbortSignal): Promise<ControllerTest> {
  const refused = await failureIn(() => trial.tell(signal), signal);
  // Some servers have no list; what is wrong with the address shows at the question then.
  if (refused !== undefined && refused.code !== 'CONTROLLER_UNINTELLIGIBLE') {
    return failedAt(STEP_OF[refused.code] ?? 'address', refused);
  }
  let [started, firstWordMs, totalMs] = [trial.clock(), 0, 0];
  const failed = await failureIn(async () => {
    started = trial.clock();
    for await (const { type } of trial.model.ask(QUESTION, signal)) {
      firstWordMs ||= trial.clock() - started;
      totalMs = type === 'end' ? trial.clock() - started : totalMs;
    }
  }, signal);
  if (failed !== undefined) {
    return failedAt(STEP_OF[failed.code] ?? 'model', failed);
  }
  const contextTokens = await trial.model.contextTokens(signal);
  return {
    ...contextSteps(trial.controller, contextTokens),
    form: (trial.form() ?? FULL_FORM).format,
    ...(contextTokens === undefined ? {} : { contextTokens }),
    firstWordMs,
    totalMs,
  };
}

async function failureIn(
  work: () => Promise<unknown>,
  signal: AbortSignal,
): Promise<AppError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof AppError && !signal.aborted) {
      return error;
    }
    throw error;
  }
}

function contextSteps(controller: string, tokens: number | undefined): ControllerTest {
  if (tokens !== undefined && tokens < LEAST_CONTEXT) {
    const why = detail('context-too-short', { tokens, least: LEAST_CONTEXT });
    return failedAt('context', AppError.of('CONTROLLER_CONTEXT_FULL', { controller, why }));
  }
  return {
    steps: TEST_STEPS.map((step) => ({
      step,
      outcome: step === 'context' && tokens === undefined ? 'not-tried' : 'passed',
    })),
  };
}

function failedAt(failing: Step, error: AppError): ControllerTest {
  const at = TEST_STEPS.indexOf(failing);
  return {
    steps: TEST_STEPS.map((step, index) =>
      index === at
        ? { step, outcome: 'failed', error: toErrorReport(error) }
        : { step, outcome: index < at ? 'passed' : 'not-tried' },
    ),
  };
}
