// `ensemble models export-help`: how a model that the Hub has in PyTorch's form alone becomes one that runs
// here, by the command of Hugging Face's exporter, optimum-onnx. Nothing is fetched or run.

import type { HubModel } from '../../shared/hub-models.ts';
import type { Mode } from '../../shared/settings.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { splitId } from '../library/wanted.ts';
import type { Console } from './console.ts';
import { idOf } from './models.ts';
import { untilStopped } from './until-stopped.ts';
import { withLocal } from './with-local.ts';

interface Asked {
  readonly mode?: Mode | undefined;
}

/** @returns the exit status: 1 where an export would be of no use here */
export function exportHelp(typed: string, { mode }: Asked, console: Console): Promise<number> {
  return withLocal({ mode }, async (local) => {
    const { model } = await untilStopped((signal) => local.hub.card(typed, signal));
    if (model.isOnnx) {
      console.print('It is there as ONNX already. Fetch it with:');
      console.print(`ensemble models install ${idOf(typed)}`);
      return 0;
    }
    if (model.tasks.length === 0) {
      console.warn(`ensemble: ${model.id} does nothing that Ensemble knows.`);
      return 1;
    }
    printSteps(model, splitId(idOf(typed)).revision, console);
    return 0;
  });
}

function printSteps(model: HubModel, revision: string | undefined, console: Console): void {
  const step = (words: string, command: string) => {
    console.print(words);
    console.print(`  ${command}`);
  };
  step('Once, with Python:', `pip install ${packagesFor(model).join(' ')}`);
  step('Then, where there is room for the weights twice over:', exportCommand(model));
  console.print('Then name the folder in the settings, among the folders of models of your own.');
  if (revision !== undefined) {
    console.print(`The command exports the newest revision; it can't be told of ${revision}.`);
  }
}

/** Its tasks are of pipelines of several networks; others are told by their own configuration. */
const DRAWS: readonly TaskType[] = ['text-to-image', 'image-to-image'];

export function exportCommand({ id, tasks }: Pick<HubModel, 'id' | 'tasks'>): string {
  const drawing = DRAWS.find((task) => tasks.includes(task));
  const task = drawing === undefined ? [] : ['--task', drawing];
  const folder = `${id.slice(id.lastIndexOf('/') + 1)}-onnx`;
  return ['optimum-cli export onnx --model', id, ...task, folder].join(' ');
}

function packagesFor({ tasks }: HubModel): readonly string[] {
  const exporter = '"optimum-onnx[onnxruntime]"';
  return DRAWS.some((task) => tasks.includes(task)) ? [exporter, 'diffusers'] : [exporter];
}
