// Answers the part of the contract that is about language models. Keys go another way (keys-rpc.ts).

import type { Engine } from '../engine.ts';
import { NEVER, procedures } from './procedures.ts';

export function controllerProcedures({ controllers }: Pick<Engine, 'controllers'>) {
  const { controllers: answers } = procedures;
  const { prompts } = controllers;
  const changed = (change: () => void) => {
    change();
    return controllers.overview();
  };
  return {
    overview: answers.overview.handler(() => controllers.overview()),
    discover: answers.discover.handler(({ signal }) => controllers.discover(signal ?? NEVER)),
    models: answers.models.handler(({ input: { id }, signal }) =>
      controllers.models(id, signal ?? NEVER),
    ),
    test: answers.test.handler(({ input: { choice }, signal }) =>
      controllers.test(choice, signal ?? NEVER),
    ),
    choose: answers.choose.handler(({ input: { stage, choice } }) =>
      changed(() => controllers.choose(stage, choice)),
    ),
    setReview: answers.setReview.handler(({ input: { isOn } }) =>
      changed(() => controllers.setReview(isOn)),
    ),
    setConnection: answers.setConnection.handler(({ input: { id, connection } }) =>
      changed(() => controllers.setConnection(id, connection)),
    ),
    removeConnection: answers.removeConnection.handler(({ input: { id } }) =>
      changed(() => controllers.setConnection(id, undefined)),
    ),
    prompts: answers.prompts.handler(() => prompts.list()),
    savePrompt: answers.savePrompt.handler(({ input: { name, text } }) => prompts.save(name, text)),
    resetPrompt: answers.resetPrompt.handler(({ input: { name } }) => prompts.reset(name)),
  };
}
