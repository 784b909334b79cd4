// The calls of language models in a run: their sum in a line, each of them behind it.

import { useTranslations } from 'use-intl';
import type { ModelCall } from '../../shared/controllers.ts';
import type { RunState } from '../../shared/events.ts';
import { useFormat } from '../ui/format.ts';
import { Summary } from '../ui/summary.tsx';
import { modelName, sumsOf } from './call-sums.ts';
import classes from './run-calls.module.css';

export function RunCalls({ run: { calls } }: { readonly run: RunState }) {
  const line = useLine(calls);
  if (calls.length === 0) {
    return null;
  }
  return (
    <details className={classes.calls}>
      <Summary className={classes.line}>
        <span>{line}</span>
      </Summary>
      <CallTable calls={calls} />
    </details>
  );
}

function useLine(calls: readonly ModelCall[]): string {
  const t = useTranslations('chat.calls');
  const { money, list } = useFormat();
  const tokens = useTokens();
  const { count, models, input, output, isEstimated, cost, isCostWhole } = sumsOf(calls);
  const line = t('line', {
    count,
    models: list(models),
    input: tokens(input, isEstimated),
    output: tokens(output, isEstimated),
  });
  if (cost === undefined) {
    return line;
  }
  return t(isCostWhole ? 'costs' : 'costsAtLeast', { line, cost: money(cost) });
}

function useTokens(): (number: number, isEstimated: boolean) => string {
  const t = useTranslations('chat.calls');
  const format = useFormat();
  return (number, isEstimated) =>
    isEstimated ? t('about', { number: format.count(number) }) : format.count(number);
}

const COLUMNS = ['stage', 'model', 'input', 'output', 'time', 'cost'] as const;

function CallTable({ calls }: { readonly calls: readonly ModelCall[] }) {
  const t = useTranslations('chat.calls');
  const tokens = useTokens();
  const { duration, money } = useFormat();
  const hasCost = calls.some(({ cost }) => cost !== undefined);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a region for each would be a landmark for each
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className={classes.scroller} role="group" aria-label={t('label')} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            {COLUMNS.filter((column) => column !== 'cost' || hasCost).map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {calls.map((call, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows
            <tr key={place}>
              <td>{t(`stages.${call.stage}`)}</td>
              <td className={classes.model}>{modelName(call.model)}</td>
              <td>{tokens(call.promptTokens, call.isEstimated)}</td>
              <td>{tokens(call.completionTokens, call.isEstimated)}</td>
              <td>{duration(call.durationMs)}</td>
              {hasCost && <td>{call.cost === undefined ? '–' : money(call.cost)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
