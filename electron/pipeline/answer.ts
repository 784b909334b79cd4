// Stage 4: the answer. A language model writes it from the evidence alone, and it is held against the
// evidence afterwards; without one, or where it fails, the rules compose it.

import { AppError, detail, toErrorReport } from '../../shared/errors.ts';
import type { RunState } from '../../shared/events.ts';
import type { Controller, ControllerContext, PlanningInput } from '../controllers/controller.ts';
import type { Journal } from './journal.ts';
import { composeAnswer } from './respond.ts';
import { checkAnswer } from './response/check-answer.ts';
import { printEvidence } from './response/evidence-text.ts';

export interface Answering {
  readonly input: PlanningInput;
  readonly controller: Controller;
  readonly journal: Pick<Journal, 'emit' | 'state'>;
}

export async function answerRun(answering: Answering, context: ControllerContext): Promise<void> {
  const { journal } = answering;
  const state = journal.state();
  // A run that was stopped tells by rules what had finished.
  const pieces = context.signal.aborted ? undefined : writer(answering, state, context);
  if (pieces === undefined) {
    for (const text of composeAnswer(state)) {
      journal.emit({ type: 'answer-token', text });
    }
    return;
  }
  let answer = '';
  try {
    for await (const text of pieces) {
      answer += text;
      journal.emit({ type: 'answer-token', text });
    }
    if (answer.trim() === '') {
      const why = detail('answer-empty');
      const { name } = answering.controller;
      throw AppError.of('CONTROLLER_UNINTELLIGIBLE', { controller: name, why });
    }
  } catch (thrown) {
    fallBack(thrown, { journal, state, context });
    return;
  }
  check(answer, state, answering);
}

/** Undefined where no language model writes. */
function writer(
  { input, controller }: Answering,
  state: RunState,
  context: ControllerContext,
): AsyncIterable<string> | undefined {
  if (state.tasks.length === 0) {
    return controller.converse?.(input, context);
  }
  const { request, history } = input;
  return controller.answer?.({ request, history, evidence: printEvidence(state) }, context);
}

interface FallingBack {
  readonly journal: Answering['journal'];
  readonly state: RunState;
  readonly context: ControllerContext;
}

/** What was written so far is replaced, since half an answer may say the wrong thing. */
function fallBack(thrown: unknown, { journal, state, context }: FallingBack): void {
  if (context.signal.aborted || !(thrown instanceof AppError)) {
    throw thrown;
  }
  context.noted({ code: 'FELL_BACK', stage: 'answer', error: toErrorReport(thrown) });
  journal.emit({ type: 'answer-checked', answer: [...composeAnswer(state)].join('') });
}

function check(answer: string, state: RunState, { input, journal }: Answering): void {
  const names = input.earlier.map(({ name }) => name);
  const checked = checkAnswer(answer, state, names);
  for (const note of checked.notes) {
    journal.emit({ type: 'noted', note });
  }
  if (checked.answer !== answer) {
    journal.emit({ type: 'answer-checked', answer: checked.answer });
  }
}
