// Controllers for tests of the pipeline: they answer with the plan that the test gives.

import type { Controller, ControllerContext } from '../../electron/controllers/controller.ts';
import type { WireTask } from '../../shared/plan.ts';

export function fixedController(plan: readonly WireTask[] | string): Controller {
  return {
    id: 'fixed',
    name: 'Fixed plan',
    plan: async function* () {
      yield typeof plan === 'string' ? plan : JSON.stringify(plan);
    },
  };
}

/** A task of the wire form; dependencies come from the references in its arguments. */
export function wire(id: number, task: string, args: Readonly<Record<string, string>>): WireTask {
  const references = Object.values(args).flatMap((text) =>
    [...text.matchAll(/<resource>-(\d+)/g)].map((match) => Number(match[1])),
  );
  return { id, task, args, dep: references.length === 0 ? [-1] : [...new Set(references)] };
}

/** What a controller is told of a run that nobody hears of. */
export function unheard(signal = new AbortController().signal): ControllerContext {
  return { signal, asked: () => {}, noted: () => {} };
}

interface Script {
  /** The plan in pieces; an error is thrown where it stands. */
  readonly plan: Pieces;
  readonly mend?: Pieces;
  readonly answer?: Pieces;
  readonly converse?: Pieces;
  readonly choose?: Controller['choose'];
  readonly fingerprint?: string;
}
type Pieces = readonly (string | Error)[] | ((context: ControllerContext) => AsyncIterable<string>);

export interface ScriptedController extends Controller {
  /** Which stages were asked for, in order, with what. */
  readonly asked: readonly { readonly stage: string; readonly input: unknown }[];
}

/** A controller as a language model would be one, with the words of the test. */
export function scriptedController(script: Script): ScriptedController {
  const asked: { stage: string; input: unknown }[] = [];
  const speak = (stage: string, pieces: Pieces | undefined) =>
    pieces === undefined
      ? undefined
      : async function* (input: unknown, context: ControllerContext) {
          asked.push({ stage, input });
          yield* typeof pieces === 'function' ? pieces(context) : give(pieces);
        };
  const { choose, fingerprint } = script;
  const [mend, answer, converse] = [
    speak('mend', script.mend),
    speak('answer', script.answer),
    speak('converse', script.converse),
  ];
  return {
    ...{ id: 'scripted', name: 'Scripted model', asked },
    plan: speak('plan', script.plan) ?? give.bind(undefined, []),
    ...(fingerprint !== undefined && { fingerprint }),
    ...(mend && { mend }),
    ...(answer && { answer }),
    ...(converse && { converse }),
    ...(choose && {
      choose: (input, context) => {
        asked.push({ stage: 'choose', input });
        return choose(input, context);
      },
    }),
  };
}

async function* give(pieces: readonly (string | Error)[]): AsyncGenerator<string> {
  for (const piece of pieces) {
    if (piece instanceof Error) {
      throw piece;
    }
    yield piece;
  }
}
