// What the about panel says. Each system shows other parts of it: Linux and Windows the copyright, macOS
// and Windows the credits.

import type { AboutPanelOptionsOptions } from 'electron';
import type { ProgramFacts } from '../version.ts';

export interface ProcessVersions {
  readonly electron?: string;
  readonly chrome?: string;
  readonly node: string;
}

export function aboutPanel(
  { version, licence }: ProgramFacts,
  { electron = '?', chrome = '?', node }: ProcessVersions,
): AboutPanelOptionsOptions {
  const parts = `Electron ${electron} · Chromium ${chrome} · Node ${node}`;
  return {
    applicationName: 'Ensemble',
    applicationVersion: version,
    copyright: `${licence}\n${parts}`,
  };
}
