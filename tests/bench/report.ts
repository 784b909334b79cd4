// The table of a benchmark run, and the page that keeps it. Says nothing of where it ran but the kind
// of machine.

import { availableParallelism, cpus, totalmem } from 'node:os';

export interface Row {
  readonly what: string;
  /** What it is held against, measured in the same run. */
  readonly reference: string;
  readonly ours: string;
  readonly ratio: string;
  /** The goal in words; a row without one only explains another. */
  readonly goal?: { readonly text: string; readonly isMet: boolean };
}

const HEADINGS = ['what', 'reference', 'ours', 'ratio', 'goal', 'met'];

/** A Markdown table whose columns line up. */
export function toTable(rows: readonly Row[]): string {
  const cells = rows.map(({ what, reference, ours, ratio, goal }) => {
    const met = goal === undefined ? '–' : goal.isMet ? 'yes' : '**no**';
    return [what, reference, ours, ratio, goal?.text ?? '–', met];
  });
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [line(HEADINGS), line(rule), ...cells.map(line)].join('\n');
}

function machine(): string {
  const model = cpus()[0]?.model.trim() || 'a processor without a name';
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${availableParallelism()} cores of ${model}, ${memory} GiB of memory, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
}

/** @param notes how the numbers came about, a paragraph each */
export function toPage(rows: readonly Row[], notes: readonly string[]): string {
  return `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}.

Times are noisy and differ from machine to machine; only the ratios count. Both sides of a ratio were measured in this run, in turns; a figure is the median, with the lowest and the highest in brackets, and a goal is held against the median.

${toTable(rows)}

## How it was measured

${notes.map((note) => `- ${note}`).join('\n')}
`;
}
