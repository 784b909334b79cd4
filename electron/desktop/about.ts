// What the about panel says. The one part that every system shows beside name and version is the
// copyright, so all is in it.

import type { AboutPanelOptionsOptions } from 'electron';

/** As package.json has it, which a test holds. */
const LICENCE = 'Apache-2.0';

export interface ProcessVersions {
  readonly electron?: string;
  readonly chrome?: string;
  readonly node: string;
}

export function aboutPanel(
  version: string,
  { electron = '?', chrome = '?', node }: ProcessVersions,
): AboutPanelOptionsOptions {
  const parts = `Electron ${electron} · Chromium ${chrome} · Node ${node}`;
  return {
    applicationName: 'Ensemble',
    applicationVersion: version,
    copyright: `© the authors of Ensemble, ${LICENCE}\n${parts}`,
  };
}
