// A language model as a controller: one question for each stage, its answer streamed. What is asked is put
// together in prompts/, how a model is reached is in openai/ and local/.

import { createHash } from 'node:crypto';
import type { PromptName } from '../../shared/controller-listing.ts';
import { AppError, detail } from '../../shared/errors.ts';
import { TASK_TABLE } from '../../shared/task-table.ts';
import type { ChatModel, ChatQuestion, ChatUsage } from './chat.ts';
import type { Controller, ControllerContext } from './controller.ts';
import { listOf } from './plan-form.ts';
import { parseChoices } from './prompts/choice-lines.ts';
import {
  type Asked,
  answerQuestion,
  type Composed,
  choiceQuestion,
  conversationQuestion,
  mendQuestion,
  planQuestion,
} from './prompts/compose.ts';
import { estimateMessages, estimateTokens } from './prompts/estimate-tokens.ts';
import { settledPlan } from './settled-plan.ts';

type AskedStage = 'plan' | 'choose' | 'answer';

export interface LanguageControllerDeps {
  /** By stage; may be the same. */
  readonly models: Readonly<Record<AskedStage, ChatModel>>;
  /** The current text of a prompt. */
  readonly prompts: (name: PromptName) => string;
  /** Milliseconds. */
  readonly clock: () => number;
}

export function createLanguageController(deps: LanguageControllerDeps): Controller {
  const { plan } = deps.models;
  const ask = createAsking(deps);
  const planOf = (pieces: AsyncIterable<string>) =>
    plan.isHeld ? settledPlan(listOf(pieces)) : listOf(pieces);
  return {
    id: plan.id,
    name: plan.name,
    get fingerprint() {
      return fingerprintOf(deps);
    },
    plan: (input, context) =>
      planOf(ask('plan', (asked) => noteHistory(planQuestion(input, asked), context), context)),
    mend: (input, context) => planOf(ask('plan', (asked) => mendQuestion(input, asked), context)),
    choose: async (input, context) => {
      const pieces = ask('choose', (asked) => choiceQuestion(input, asked), context);
      const text = (await Array.fromAsync(pieces)).join('');
      const choices = parseChoices(text);
      if (choices === undefined) {
        const why = detail('named-no-models');
        throw AppError.of('CONTROLLER_UNINTELLIGIBLE', {
          controller: deps.models.choose.name,
          why,
        });
      }
      return choices;
    },
    answer: (input, context) => ask('answer', (asked) => answerQuestion(input, asked), context),
    converse: (input, context) =>
      ask('answer', (asked) => conversationQuestion(input, asked), context),
  };
}

/** All that a plan depends on besides its input. */
function fingerprintOf({ models, prompts }: LanguageControllerDeps): string {
  const parts = [models.plan.id, prompts('plan'), prompts('demonstrations'), TASK_TABLE];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function noteHistory(composed: Composed, { noted }: ControllerContext): Composed {
  const { kept, of } = composed.history;
  if (kept < of) {
    noted({ code: 'HISTORY_SHORTENED', kept, of });
  }
  return composed;
}

type Ask = (
  stage: AskedStage,
  question: (asked: Asked) => Composed,
  context: ControllerContext,
) => AsyncGenerator<string, void>;

/** Asks the model of a stage and tells of the call, however it ends. */
function createAsking({ models, prompts, clock }: LanguageControllerDeps): Ask {
  return async function* (stage, compose, context) {
    const model = models[stage];
    const contextTokens = await model.contextTokens(context.signal);
    const { question } = compose({
      ...{ name: model.name, contextTokens, prompts },
      isHeld: model.isHeld,
    });
    const began = clock();
    const call: Call = { text: '', usage: undefined, hasFailed: false };
    try {
      for await (const piece of model.ask(question, context.signal)) {
        if (piece.type === 'text') {
          call.text += piece.text;
          yield piece.text;
          continue;
        }
        call.usage = piece.usage;
        if (piece.isCut && stage === 'answer') {
          context.noted({ code: 'ANSWER_CUT' });
        } else if (piece.isCut && stage === 'plan' && model.isHeld) {
          context.noted({ code: 'PLAN_CUT' });
        } else if (piece.isCut && stage === 'plan') {
          yield ','; // or the compiler may take a list that was cut between two tasks for a whole one
        }
      }
    } catch (thrown) {
      call.hasFailed = !context.signal.aborted;
      throw thrown;
    } finally {
      const durationMs = Math.max(0, clock() - began); // clocks are set back at times
      const usage = call.usage ?? estimateUsage(call, question);
      context.asked({ stage, model: model.id, ...usage, durationMs });
    }
  };
}

interface Call {
  text: string;
  usage: ChatUsage | undefined;
  hasFailed: boolean;
}

/** Where the model did not come to say. A question that failed before a word came is taken not to count. */
function estimateUsage({ text, hasFailed }: Call, { messages }: ChatQuestion): ChatUsage {
  const counts = !hasFailed || text !== '';
  return {
    promptTokens: counts ? estimateMessages(messages) : 0,
    completionTokens: estimateTokens(text),
    isEstimated: true,
  };
}
