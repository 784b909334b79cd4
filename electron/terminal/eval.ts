// `ensemble eval planning`: how well a controller plans, on labelled requests.

import { resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Controller } from '../controllers/controller.ts';
import { rulesController } from '../controllers/rules.ts';
import { evaluatePlanning } from '../evaluation/evaluate-planning.ts';
import { readPlanningData } from '../evaluation/planning-data.ts';
import { formatPlanningReport } from '../evaluation/planning-report.ts';
import type { Console } from './console.ts';
import { readTextFile } from './folders.ts';

/** The controllers that can be measured, by the name that --controller takes. */
const CONTROLLERS: ReadonlyMap<string, Controller> = new Map([['rules', rulesController]]);
export const CONTROLLER_NAMES: readonly string[] = [...CONTROLLERS.keys()];

export interface EvalArguments {
  /** A .jsonl file of labelled requests. */
  readonly data: string;
  readonly controller: string;
  readonly json?: boolean | undefined;
  readonly folder: string;
}

/** @returns the exit status */
export async function evalCommand(asked: EvalArguments, console: Console): Promise<number> {
  const controller = CONTROLLERS.get(asked.controller);
  if (controller === undefined) {
    const why = `A controller was expected (${CONTROLLER_NAMES.join(', ')}), and ${asked.controller} came.`;
    throw AppError.of('USAGE', { why });
  }
  const rows = readPlanningData(await readTextFile(resolve(asked.folder, asked.data)));
  const never = new AbortController().signal;
  const evaluation = await evaluatePlanning(rows, {
    planOf: (input) => controller.plan(input, never),
    now: () => performance.now(),
  });
  if (asked.json === true) {
    console.print(JSON.stringify(evaluation));
  } else {
    console.print(formatPlanningReport(evaluation).trimEnd());
  }
  return 0;
}
