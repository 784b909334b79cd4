// Answers the part of the contract that is about what went wrong.

import { composeEngineReport, diagnosticsOverview } from '../diagnostics/overview.ts';
import type { Engine } from '../engine.ts';
import { procedures } from './procedures.ts';

export function diagnosticsProcedures(engine: Engine) {
  const { diagnostics } = procedures;
  return {
    overview: diagnostics.overview.handler(() => diagnosticsOverview(engine)),
    text: diagnostics.text.handler(() => composeEngineReport(engine)),
    report: diagnostics.report.handler(({ input }) => {
      engine.log.pageBug(input);
    }),
  };
}
