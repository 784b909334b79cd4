// `ensemble eval planning`: how well a controller plans, on labelled requests.

import { resolve } from 'node:path';
import type { ControllerChoice } from '../../shared/controllers.ts';
import type { Mode } from '../../shared/settings.ts';
import type { Controller, PlanningInput } from '../controllers/controller.ts';
import { rulesController } from '../controllers/rules.ts';
import { cachedPlans } from '../evaluation/answer-cache.ts';
import { evaluatePlanning } from '../evaluation/evaluate-planning.ts';
import { readPlanningData } from '../evaluation/planning-data.ts';
import { formatPlanningReport } from '../evaluation/planning-report.ts';
import type { Console } from './console.ts';
import { readTextFile } from './folders.ts';
import { withControllers } from './with-controllers.ts';

export interface EvalArguments {
  /** A .jsonl file of labelled requests. */
  readonly data: string;
  readonly controller: ControllerChoice;
  /** A folder in which what the controller wrote is kept for the next time. */
  readonly cache?: string | undefined;
  readonly mode?: Mode | undefined;
  readonly json?: boolean | undefined;
  readonly folder: string;
}

/** @returns the exit status */
export function evalCommand(asked: EvalArguments, console: Console): Promise<number> {
  if (asked.controller === 'rules') {
    return evaluate(rulesController, asked, console);
  }
  return withControllers({ mode: asked.mode }, (controllers) =>
    evaluate(controllers.of(asked.controller), asked, console),
  );
}

async function evaluate(
  controller: Controller,
  asked: EvalArguments,
  console: Console,
): Promise<number> {
  const rows = readPlanningData(await readTextFile(resolve(asked.folder, asked.data)));
  const context = { signal: new AbortController().signal, asked: () => {}, noted: () => {} };
  const planOf = (input: PlanningInput) => controller.plan(input, context);
  const { cache } = asked;
  const evaluation = await evaluatePlanning(rows, {
    planOf:
      cache === undefined ? planOf : cachedPlans(controller, planOf, resolve(asked.folder, cache)),
    now: () => performance.now(),
  });
  if (asked.json === true) {
    console.print(JSON.stringify(evaluation));
  } else {
    console.print(formatPlanningReport(evaluation).trimEnd());
  }
  return 0;
}
