// 首屏的中文文字；英文随首批脚本载入，中文在需要时载入（见 messages.ts）。

import type { FirstMessages } from '../messages.ts';
import { app } from './app.ts';
import { chat } from './chat.ts';
import { errors } from './errors.ts';
import { graph } from './graph.ts';
import { progressNotes } from './progress-notes.ts';
import { resultNotes } from './result-notes.ts';
import { results } from './results.ts';
import { sidebar } from './sidebar.ts';
import { tasks } from './tasks.ts';

export const zh: FirstMessages = {
  app,
  chat,
  errors,
  graph,
  progressNotes,
  resultNotes,
  results,
  sidebar,
  tasks,
};
