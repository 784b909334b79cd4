// The catalogues of what the first screen says, in the ICU message format; all-messages.ts adds those of
// screens that load later. English is the measure: a test holds that every other language has the same
// keys with the same placeholders.

import { app as enApp } from './en/app.ts';
import { chat as enChat } from './en/chat.ts';
import { errors as enErrors } from './en/errors.ts';
import { graph as enGraph } from './en/graph.ts';
import type { models as enModels } from './en/models.ts';
import { results as enResults } from './en/results.ts';
import { sidebar as enSidebar } from './en/sidebar.ts';
import { tasks as enTasks } from './en/tasks.ts';
import type { Language } from './languages.ts';
import { app as zhApp } from './zh/app.ts';
import { chat as zhChat } from './zh/chat.ts';
import { errors as zhErrors } from './zh/errors.ts';
import { graph as zhGraph } from './zh/graph.ts';
import { results as zhResults } from './zh/results.ts';
import { sidebar as zhSidebar } from './zh/sidebar.ts';
import { tasks as zhTasks } from './zh/tasks.ts';

const en = {
  app: enApp,
  chat: enChat,
  errors: enErrors,
  graph: enGraph,
  results: enResults,
  sidebar: enSidebar,
  tasks: enTasks,
};
type FirstMessages = typeof en;

export type Messages = FirstMessages & { readonly models: typeof enModels };

const zh: FirstMessages = {
  app: zhApp,
  chat: zhChat,
  errors: zhErrors,
  graph: zhGraph,
  results: zhResults,
  sidebar: zhSidebar,
  tasks: zhTasks,
};

export const MESSAGES: Readonly<Record<Language, FirstMessages>> = { en, 'zh-CN': zh };

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}
