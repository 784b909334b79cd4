// Who conducts, as the person chose: puts the language models of the stages together as one controller,
// and keeps the choices. Without one the built-in rules conduct.

import type {
  ControllersOverview,
  ControllerTest,
  FoundServer,
} from '../../shared/controller-listing.ts';
import {
  type Connection,
  type ControllerChoice,
  type ControllerChoices,
  parseChoice,
  type Stage,
} from '../../shared/controllers.ts';
import { AppError } from '../../shared/errors.ts';
import type { Mode, Settings } from '../../shared/settings.ts';
import { controllerExperts } from '../experts/controller/registry.ts';
import type { Expert } from '../experts/expert.ts';
import type { LocalInference } from '../local-inference.ts';
import type { Fetch } from '../network/fetch.ts';
import { refusalIn } from '../network/policy.ts';
import type { EndpointForms } from '../store/endpoint-forms.ts';
import type { PromptFiles } from '../store/prompt-files.ts';
import type { ChatModel } from './chat.ts';
import type { Controller } from './controller.ts';
import { createLanguageController } from './language-model.ts';
import { createLocalChat } from './local/local-chat.ts';
import { createConnections } from './openai/connections.ts';
import type { Limits } from './openai/limits.ts';
import { rulesController } from './rules.ts';

type Changes = Partial<Pick<Settings, 'controllers' | 'connections' | 'reviewPlans'>>;

export interface ControllersDeps {
  readonly settings: Settings;
  readonly mode: Mode;
  readonly environment: NodeJS.ProcessEnv;
  readonly fetch: Fetch;
  readonly local: LocalInference;
  readonly clock: () => number;
  /** Conducts whatever is chosen. */
  readonly fixed?: Controller | undefined;
  /** Takes the place of the choices that are kept. */
  readonly choice?: ControllerChoice | undefined;
  readonly isReviewed?: boolean | undefined;
  readonly limits: Partial<Limits>;
  readonly keep: (change: Changes) => void;
  readonly forms: EndpointForms;
  readonly prompts: PromptFiles;
}

export interface Controllers {
  /** What conducts a run that begins now. */
  readonly current: () => Controller;
  /** @throws AppError CONTROLLER_UNKNOWN or MODEL_NOT_INSTALLED */
  readonly of: (choice: ControllerChoice) => Controller;
  /** What its language model can do itself. */
  readonly experts: () => readonly Expert[];
  readonly isReviewed: () => boolean;
  readonly overview: () => ControllersOverview;
  readonly discover: (signal: AbortSignal) => Promise<readonly FoundServer[]>;
  /** @throws AppError CONTROLLER_* */
  readonly models: (connection: string, signal: AbortSignal) => Promise<readonly string[]>;
  readonly test: (choice: ControllerChoice, signal: AbortSignal) => Promise<ControllerTest>;
  /** @throws AppError CONTROLLER_UNKNOWN, MODEL_NOT_INSTALLED, HOME_UNUSABLE or DISK_FULL */
  readonly choose: (stage: Stage | 'default', choice: ControllerChoice | undefined) => void;
  readonly setReview: (isOn: boolean) => void;
  /** Without a connection it is removed. */
  readonly setConnection: (id: string, connection: Connection | undefined) => void;
  readonly prompts: PromptFiles;
}

export function createControllers(deps: ControllersDeps): Controllers {
  const { settings, mode, environment, keep, prompts } = deps;
  let choices: ControllerChoices =
    deps.choice === undefined ? settings.controllers : { default: deps.choice };
  let { connections } = settings;
  let isReviewed = deps.isReviewed ?? settings.reviewPlans;
  const remote = createConnections({
    ...{ environment, fetch: deps.fetch, forms: deps.forms, limits: deps.limits },
    refusal: refusalIn(mode),
    connections: () => connections,
  });
  const local = createLocalChat(deps.local);
  const chat = (choice: ControllerChoice): ChatModel | undefined => {
    const parsed = parseChoice(choice);
    switch (parsed.kind) {
      case 'rules':
        return undefined;
      case 'local':
        return local.chat(parsed.model);
      case 'connection':
        return remote.chat(parsed);
    }
  };
  const build = (of: ControllerChoices) => conduct(of, { chat, prompts, clock: deps.clock });
  return {
    prompts,
    current: () => deps.fixed ?? orReason(() => build(choices), choices.default),
    of: (choice) => build({ default: choice }),
    experts: () => {
      const choice = choices.perform ?? choices.default;
      const model = deps.fixed === undefined ? orNone(() => chat(choice)) : undefined;
      const isAllowed = model !== undefined && (model.isHere || mode !== 'local');
      return isAllowed ? controllerExperts(model, deps.clock) : [];
    },
    isReviewed: () => isReviewed,
    overview: () => ({
      choices,
      reviewPlans: isReviewed,
      connections: remote.list(),
      localModels: local.models(),
    }),
    discover: remote.discover,
    models: remote.models,
    test: (choice, signal) => testChoice(choice, { remote, local, signal }),
    choose: (stage, choice) => {
      if (choice !== undefined) {
        chat(choice); // says what is wrong with it
      }
      choices = withChoice(choices, stage, choice);
      keep({ controllers: choices });
    },
    setReview: (isOn) => {
      isReviewed = isOn;
      keep({ reviewPlans: isOn });
    },
    setConnection: (id, connection) => {
      const { [id]: _, ...rest } = connections;
      connections = connection === undefined ? rest : { ...rest, [id]: connection };
      keep({ connections });
    },
  };
}

interface Building {
  readonly chat: (choice: ControllerChoice) => ChatModel | undefined;
  readonly prompts: PromptFiles;
  readonly clock: () => number;
}

/** A choice that has become wrong is told by the run, which the rules then plan. */
function orReason(build: () => Controller, choice: ControllerChoice): Controller {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error;
    }
    const failing = { next: () => Promise.reject(error) };
    return { id: choice, name: choice, plan: () => ({ [Symbol.asyncIterator]: () => failing }) };
  }
}

/** What is wrong with the choice is told by `current`. */
function orNone(chat: () => ChatModel | undefined): ChatModel | undefined {
  try {
    return chat();
  } catch (error) {
    if (error instanceof AppError) {
      return undefined;
    }
    throw error;
  }
}

/** A stage without a language model is done by rules. */
function conduct(choices: ControllerChoices, { chat, prompts, clock }: Building): Controller {
  const [plan, choose, answer] = [
    chat(choices.plan ?? choices.default),
    chat(choices.choose ?? choices.default),
    chat(choices.answer ?? choices.default),
  ];
  const any = plan ?? answer ?? choose;
  if (any === undefined) {
    return rulesController;
  }
  const models = { plan: plan ?? any, choose: choose ?? any, answer: answer ?? any };
  const whole = createLanguageController({ models, prompts: prompts.text, clock });
  const { mend, choose: choosing, answer: answering, converse } = whole;
  return {
    ...{ id: whole.id, name: whole.name },
    ...(plan === undefined ? { plan: rulesController.plan } : { plan: whole.plan, mend }),
    // Prompts are read and hashed for it: only when a plan is to be made.
    get fingerprint() {
      return plan === undefined ? undefined : whole.fingerprint;
    },
    ...(choose !== undefined && { choose: choosing }),
    ...(answer !== undefined && { answer: answering, converse }),
  };
}

function withChoice(
  choices: ControllerChoices,
  stage: Stage | 'default',
  choice: ControllerChoice | undefined,
): ControllerChoices {
  const { [stage]: _, ...rest } = choices;
  return { default: 'rules', ...rest, ...(choice !== undefined && { [stage]: choice }) };
}

interface Testing {
  readonly remote: ReturnType<typeof createConnections>;
  readonly local: ReturnType<typeof createLocalChat>;
  readonly signal: AbortSignal;
}

async function testChoice(
  choice: ControllerChoice,
  { remote, local, signal }: Testing,
): Promise<ControllerTest> {
  const parsed = parseChoice(choice);
  switch (parsed.kind) {
    case 'rules':
      throw AppError.of('USAGE', { why: 'The built-in rules need no test.' });
    case 'local':
      return local.test(parsed.model, signal);
    case 'connection':
      return remote.test(parsed, signal);
  }
}
