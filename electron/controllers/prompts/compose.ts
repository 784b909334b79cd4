// What a language model is asked at each stage: the prompt of the stage with its slots filled, earlier
// turns as far as they fit, and room for the answer. Pure; asking is language-model.ts.

import type { PromptName } from '../../../shared/controller-listing.ts';
import { AppError, detail } from '../../../shared/errors.ts';
import type { AnswerForm, ChatMessage, ChatQuestion } from '../chat.ts';
import type {
  AnsweringInput,
  ChoiceInput,
  MendingInput,
  PlanningInput,
  Turn,
} from '../controller.ts';
import { demonstrationText, likestDemonstrations, parseDemonstrations } from '../demonstrations.ts';
import { type FittedHistory, fitHistory } from '../history.ts';
import { PLAN_FORM } from '../plan-form.ts';
import { planGrammar } from '../plan-grammar.ts';
import { planSources } from '../plan-sources.ts';
import { CHOICE_FORM, choiceLines } from './choice-lines.ts';
import { dataLines, dataText } from './data-text.ts';
import { estimateMessages } from './estimate-tokens.ts';
import { fileLines } from './file-lines.ts';
import { taskLines } from './task-lines.ts';
import { fillTemplate, readTemplate, type SlotValues, type TemplateName } from './template.ts';

/** The model that is asked, as far as a question depends on it. */
export interface Asked {
  readonly name: string;
  /** Tokens of question and answer together, where they are known. */
  readonly contextTokens: number | undefined;
  /** Its answers are held to their form. */
  readonly isHeld?: boolean | undefined;
  readonly prompts: (name: PromptName) => string;
}

export interface Composed {
  readonly question: ChatQuestion;
  readonly history: Omit<FittedHistory, 'text'>;
}

const DEMONSTRATIONS = 3;
const UNKNOWN_CONTEXT = 8192;
/** Of the window, what is planned with: the count of tokens is an estimate. */
const PLANNED_SHARE = 0.9;
/** Tokens of the longest answer that each stage needs; small windows give a quarter of themselves. */
const ANSWER_TOKENS = { plan: 4096, choose: 1024, answer: 2048, converse: 2048 } as const;
const ANSWER_SHARE = 0.25;

export function planQuestion(input: PlanningInput, asked: Asked): Composed {
  const parts = { name: 'plan', form: planForm(input, asked), turns: input.history } as const;
  return compose(parts, asked, planValues(input, asked));
}

/** The same question again, with what was written and what is wrong with it. */
export function mendQuestion(input: MendingInput, asked: Asked): Composed {
  const further = [
    `You answered this before: ${dataText(input.written)}`,
    `It is no plan that holds: ${dataText(input.problems)}`,
    'Write the whole plan once more.',
  ].join('\n');
  const form = planForm(input, asked);
  const parts = { name: 'plan', form, turns: input.history, further } as const;
  return compose(parts, asked, planValues(input, asked));
}

/** A model whose answer is held can't name what is not there. */
function planForm(input: PlanningInput, { isHeld = false }: Asked): AnswerForm {
  return isHeld ? { ...PLAN_FORM, grammar: planGrammar(planSources(input)) } : PLAN_FORM;
}

function planValues(input: PlanningInput, { prompts }: Asked): Values<'plan'> {
  const all = parseDemonstrations(prompts('demonstrations'));
  const likest = likestDemonstrations(all, input, DEMONSTRATIONS);
  return (history) => ({
    tasks: taskLines(),
    demonstrations: likest.map(demonstrationText).join('\n'),
    files: fileLines(input),
    history,
    request: dataText(input.request),
  });
}

export function choiceQuestion({ request, tasks }: ChoiceInput, asked: Asked): Composed {
  return compose({ name: 'choose', form: CHOICE_FORM, turns: [] }, asked, () => ({
    request: dataText(request),
    tasks: choiceLines(tasks),
  }));
}

export function answerQuestion(input: AnsweringInput, asked: Asked): Composed {
  return compose({ name: 'answer', turns: input.history }, asked, (history) => ({
    history,
    evidence: dataLines(input.evidence),
    request: dataText(input.request),
  }));
}

export function conversationQuestion(input: PlanningInput, asked: Asked): Composed {
  return compose({ name: 'converse', turns: input.history }, asked, (history) => ({
    tasks: taskLines(),
    files: fileLines(input),
    history,
    request: dataText(input.request),
  }));
}

interface Parts<Name extends TemplateName> {
  readonly name: Name;
  readonly turns: readonly Turn[];
  readonly form?: AnswerForm;
  /** Stands after the user's message. */
  readonly further?: string;
}

type Values<Name extends TemplateName> = (history: string) => SlotValues<Name>;

/** @throws AppError PROMPT_INVALID, or CONTROLLER_CONTEXT_FULL where it does not fit without any history */
function compose<Name extends TemplateName>(
  { name, turns, form, further }: Parts<Name>,
  { name: controller, contextTokens = UNKNOWN_CONTEXT, prompts }: Asked,
  values: Values<Name>,
): Composed {
  const template = readTemplate(name, prompts(name));
  const messages = (history: string): readonly ChatMessage[] => {
    const { system, user } = fillTemplate(template, values(history));
    const text = further === undefined ? user : `${user}\n\n${further}`;
    return [
      { role: 'system', text: system },
      { role: 'user', text },
    ];
  };
  const maxTokens = Math.min(ANSWER_TOKENS[name], Math.floor(contextTokens * ANSWER_SHARE));
  const room = Math.floor(contextTokens * PLANNED_SHARE) - maxTokens;
  const needed = estimateMessages(messages(fitHistory([], 0).text));
  if (needed > room) {
    const why = detail('prompt-too-long', { needed, room });
    throw AppError.of('CONTROLLER_CONTEXT_FULL', { controller, why });
  }
  const { text, ...history } = fitHistory(turns, room - needed);
  const question = { messages: messages(text), maxTokens, ...(form && { form }) };
  return { question, history };
}
