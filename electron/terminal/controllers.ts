// `ensemble controllers`: the language models that may conduct: listed, found on this machine, tested, chosen.

import type { ControllersOverview, ControllerTest } from '../../shared/controller-listing.ts';
import { type ControllerChoice, STAGES, type Stage } from '../../shared/controllers.ts';
import type { Mode } from '../../shared/settings.ts';
import type { Console } from './console.ts';
import { seconds } from './live.ts';
import { withEngine } from './session.ts';
import { withControllers } from './with-controllers.ts';

export interface ControllersArguments {
  readonly json?: boolean | undefined;
  readonly mode?: Mode | undefined;
}

/** @returns the exit status */
export function listControllers(
  { json = false, mode }: ControllersArguments,
  console: Console,
): Promise<number> {
  return withControllers({ mode }, async (controllers) => {
    const overview = controllers.overview();
    if (json) {
      console.print(JSON.stringify(overview));
    } else {
      printOverview(overview, console);
    }
    return 0;
  });
}

function printOverview(overview: ControllersOverview, console: Console): void {
  const { choices, connections, localModels } = overview;
  console.print(`${console.paint('bold', 'Conducts')}  ${choices.default}`);
  for (const stage of STAGES) {
    const choice = choices[stage];
    if (choice !== undefined) {
      console.print(`  ${stage.padEnd(8)}${choice}`);
    }
  }
  console.print(console.paint('bold', '\nConnections'));
  for (const { id, baseUrl, needsKey, hasKey, keyVariable, refusal } of connections) {
    const key = hasKey ? `key from ${keyVariable}` : needsKey ? `needs ${keyVariable}` : 'no key';
    const why = refusal === undefined ? '' : `  ${console.paint('yellow', refusal.text)}`;
    console.print(`  ${id.padEnd(12)}${baseUrl ?? 'no address'}  ${key}${why}`);
  }
  console.print(console.paint('bold', '\nModels of this machine that talk'));
  for (const model of localModels.length === 0 ? ['none'] : localModels) {
    console.print(`  ${model === 'none' ? model : `local:${model}`}`);
  }
}

/** @returns the exit status: 1 where no server answers */
export function discoverControllers(
  { json = false, mode }: ControllersArguments,
  console: Console,
): Promise<number> {
  return withControllers({ mode }, async (controllers) => {
    const found = await controllers.discover(new AbortController().signal);
    if (json) {
      console.print(JSON.stringify(found));
    } else {
      for (const { connection, baseUrl, models } of found) {
        console.print(`${console.paint('bold', connection)}  ${baseUrl}`);
        for (const model of models) {
          console.print(`  ${connection}:${model}`);
        }
      }
      if (found.length === 0) {
        console.warn('No server of a language model answers on this machine.');
      }
    }
    return found.length === 0 ? 1 : 0;
  });
}

/** @returns the exit status */
export function listConnectionModels(
  connection: string,
  { json = false, mode }: ControllersArguments,
  console: Console,
): Promise<number> {
  return withControllers({ mode }, async (controllers) => {
    const models = await controllers.models(connection, new AbortController().signal);
    if (json) {
      console.print(JSON.stringify(models));
    } else {
      for (const model of models) {
        console.print(`${connection}:${model}`);
      }
    }
    return 0;
  });
}

/** @returns the exit status: 1 where a step failed */
export function testController(
  choice: ControllerChoice,
  { json = false, mode }: ControllersArguments,
  console: Console,
): Promise<number> {
  return withControllers({ mode }, async (controllers) => {
    const test = await controllers.test(choice, new AbortController().signal);
    if (json) {
      console.print(JSON.stringify(test));
    } else {
      printTest(test, console);
    }
    return test.steps.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
  });
}

const OUTCOMES = {
  passed: ['green', 'passed'],
  failed: ['red', 'failed'],
  'not-tried': ['dim', 'not tried'],
} as const;

function printTest(test: ControllerTest, console: Console): void {
  for (const { step, outcome, error } of test.steps) {
    const [style, words] = OUTCOMES[outcome];
    const why = error === undefined ? '' : `  ${error.message} [${error.code}]`;
    console.print(`${step.padEnd(9)}${console.paint(style, words)}${why}`);
  }
  const { form, contextTokens, firstWordMs, totalMs } = test;
  const facts = [
    ...(form === undefined ? [] : [`takes a form as ${form}`]),
    ...(contextTokens === undefined ? [] : [`context of ${contextTokens} tokens`]),
    ...(firstWordMs === undefined ? [] : [`first word after ${seconds(firstWordMs)}`]),
    ...(totalMs === undefined ? [] : [`whole answer after ${seconds(totalMs)}`]),
  ];
  if (facts.length > 0) {
    console.print(console.paint('dim', facts.join(', ')));
  }
}

export interface UseArguments {
  readonly choice: ControllerChoice;
  readonly stage: Stage | 'default';
}

/** @returns the exit status */
export function useController({ choice, stage }: UseArguments, console: Console): Promise<number> {
  return withEngine({}, async ({ controllers, local }) => {
    await local.models.ready();
    controllers.choose(stage, choice);
    printOverview(controllers.overview(), console);
    return 0;
  });
}
