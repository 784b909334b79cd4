// What conducts without an engine, for commands that work beside one that runs. Nothing is kept.

import type { Mode } from '../../shared/settings.ts';
import { type Controllers, createControllers } from '../controllers/controllers.ts';
import type { LocalInference } from '../local-inference.ts';
import { endpointForms } from '../store/endpoint-forms.ts';
import { createPromptFiles } from '../store/prompt-files.ts';
import { type Surroundings, withLocal } from './with-local.ts';

interface Locals {
  readonly local: LocalInference;
}

export function withControllers<Result>(
  asked: { readonly mode?: Mode | undefined },
  use: (controllers: Controllers, around: Surroundings & Locals) => Promise<Result>,
): Promise<Result> {
  return withLocal(asked, async (local, { home, ...around }) => {
    await local.models.ready();
    const clock = Date.now;
    const controllers = createControllers({
      ...{ ...around, local, clock, limits: {}, keep: () => {} },
      fetch: around.network.fetch('controller'),
      forms: { get: endpointForms(home).get, set: () => {} },
      prompts: createPromptFiles({ home, clock }),
    });
    return use(controllers, { ...around, home, local });
  });
}
