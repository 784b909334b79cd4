// An evaluation as text for a terminal, with published figures beside it.

import type { PlanningEvaluation } from './evaluate-planning.ts';
import type { GroupScores, PlanScores } from './score-plans.ts';

/** TaskBench's leaderboard, Hugging Face tools: node F1 and edge F1 in percent (README of microsoft/JARVIS). */
const PUBLISHED: readonly (readonly [model: string, node: string, edge: string])[] = [
  ['GPT-4', '81.54', '54.70'],
  ['Claude 2', '79.00', '43.51'],
  ['GPT-3.5-turbo', '69.49', '33.36'],
  ['text-davinci-003', '59.38', '29.37'],
  ['CodeLlama-13b', '53.16', '14.64'],
];

const GROUPS: readonly (keyof PlanScores)[] = ['overall', 'single', 'chain', 'dag'];

type Column = readonly [title: string, cell: (group: GroupScores) => string];

const percent = (fraction: number): string => (fraction * 100).toFixed(2);

const NONE = '–';
/** A score of edges, or a dash where the labels have none. */
const ofEdges = (group: GroupScores, fraction: number): string =>
  group.edges === 0 ? NONE : percent(fraction);

const STRICT: readonly Column[] = [
  ['requests', ({ requests }) => String(requests)],
  ['planned', ({ planned }) => String(planned)],
  ['node F1', ({ strict }) => percent(strict.node.f1)],
  ['precision', ({ strict }) => percent(strict.node.precision)],
  ['recall', ({ strict }) => percent(strict.node.recall)],
  ['edge F1', (group) => ofEdges(group, group.strict.edge.f1)],
  ['exact', ({ strict }) => percent(strict.exactMatch)],
];
const TASK_BENCH: readonly Column[] = [
  ['node F1', ({ taskBench }) => percent(taskBench.node.f1)],
  ['edge F1', (group) => ofEdges(group, group.taskBench.edge.f1)],
];
const PER_REQUEST: readonly Column[] = [
  ['node F1', ({ perRequest }) => percent(perRequest.nodeF1)],
  ['link F1', (group) => ofEdges(group, group.perRequest.linkF1)],
  ['accuracy', ({ perRequest }) => percent(perRequest.accuracy)],
];
const HUGGINGGPT: readonly Column[] = [
  ['accuracy', ({ huggingGpt }) => percent(huggingGpt.accuracy)],
  ['precision', ({ huggingGpt }) => percent(huggingGpt.precision)],
  ['recall', ({ huggingGpt }) => percent(huggingGpt.recall)],
  ['F1', ({ huggingGpt }) => percent(huggingGpt.f1)],
  ['distance', ({ huggingGpt }) => huggingGpt.editDistance.toFixed(3)],
];

/** The report, lines ended by "\n"; figures are percentages, the edit distance goes from 0 to 1. */
export function formatPlanningReport({
  scores,
  requests,
  median,
  p95,
}: PlanningEvaluation): string {
  const repaired = requests.filter(({ repairs }) => repairs > 0).length;
  return [
    'Strict: sets pooled over all requests; invented names and missing plans cost.',
    ...table(scores, STRICT),
    "TaskBench's protocol: pooled; invented names and missing plans are left out.",
    ...table(scores, TASK_BENCH),
    "GNN4TaskPlan's protocol: F1 per request, then the mean.",
    ...table(scores, PER_REQUEST),
    "HuggingGPT's measures: task types weighted by how often they are expected.",
    ...table(scores, HUGGINGGPT),
    'Published for these tools, under the protocol of TaskBench (node F1, edge F1):',
    ...PUBLISHED.map(([model, node, edge]) => `  ${model.padEnd(18)}${node}  ${edge}`),
    'They were taken on another revision of the requests and are no like-for-like comparison.',
    `${median.toFixed(2)} ms a request (median), ${p95.toFixed(2)} ms (95th percentile); ${repaired} plans repaired.`,
    '',
  ].join('\n');
}

function table(scores: PlanScores, columns: readonly Column[]): readonly string[] {
  const width = 11;
  const head = columns.map(([title]) => title.padStart(width)).join('');
  const rows = GROUPS.map((name) => {
    const cells = columns.map(([, cell]) => cell(scores[name]).padStart(width)).join('');
    return `  ${name.padEnd(8)}${cells}`;
  });
  return [`  ${''.padEnd(8)}${head}`, ...rows, ''];
}
