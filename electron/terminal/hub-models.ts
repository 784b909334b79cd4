// `ensemble models search --hub` and `models show`: what the Hub has, as a table and as the page of one model.
// Where the Hub can't be asked, what is known here is searched instead.

import { AppError, toErrorReport } from '../../shared/errors.ts';
import {
  type HubAnswer,
  type HubModel,
  type HubQuery,
  HubQuerySchema,
  type ModelCard,
} from '../../shared/hub-models.ts';
import { DTYPES } from '../../shared/inference.ts';
import { minuteOf } from '../../shared/minute.ts';
import type { Mode } from '../../shared/settings.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { formatBytes } from '../library/bytes.ts';
import { hubSettings } from '../library/hub-settings.ts';
import type { LocalInference } from '../local-inference.ts';
import { listingOf } from '../model-listings.ts';
import { type Console, printError } from './console.ts';
import { FIT_WORDS, findKnown, idOf, printKnown, printWhole } from './models.ts';
import { untilStopped } from './until-stopped.ts';
import { withLocal } from './with-local.ts';

interface Asked {
  readonly json?: boolean | undefined;
  readonly mode?: Mode | undefined;
}

interface SearchAsked extends Asked {
  readonly task?: TaskType | undefined;
  readonly hosted?: boolean | undefined;
}

/** @returns the exit status: 1 where nothing was found, or the Hub could not be asked */
export function searchHub(words: string, asked: SearchAsked, console: Console): Promise<number> {
  const { task, hosted = false, json = false, mode } = asked;
  const parsed = HubQuerySchema.safeParse({ kind: hosted ? 'hosted' : 'onnx', task, text: words });
  if (!parsed.success) {
    throw AppError.of('USAGE', { why: 'At most 200 characters can be searched for.' });
  }
  const query = parsed.data;
  return withLocal({ mode }, (local) =>
    untilStopped(async (signal) => {
      try {
        const answer = await local.hub.search(query, signal);
        if (json) {
          console.print(JSON.stringify(answer));
        } else {
          printFound(answer, query, console);
        }
        return answer.models.length === 0 ? 1 : 0;
      } catch (error) {
        const isUnasked = error instanceof AppError && !['USAGE', 'CANCELLED'].includes(error.code);
        if (!isUnasked) {
          throw error;
        }
        return searchHere(error, { query, local, json }, console);
      }
    }),
  );
}

interface SearchHere {
  readonly query: HubQuery;
  readonly local: LocalInference;
  readonly json: boolean;
}

async function searchHere(
  error: AppError,
  { query, local, json }: SearchHere,
  console: Console,
): Promise<number> {
  const known = await findKnown(local, query.text, query.task);
  if (json) {
    console.print(JSON.stringify({ error: toErrorReport(error), known }));
    return 1;
  }
  printError(console, error);
  if (known.length > 0) {
    console.warn('These are known here:');
    printKnown(known, console);
  }
  return 1;
}

const COUNT = new Intl.NumberFormat('en', { notation: 'compact' });
const HEADS = ['model', 'what it does', 'downloads', 'licence'] as const;

function printFound({ models, ...dated }: HubAnswer, { kind }: HubQuery, console: Console): void {
  if (models.length === 0) {
    console.warn('ensemble: the Hub has no such model.');
    return;
  }
  const rows = models.map((model) => rowOf(model, kind));
  const widths = HEADS.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  console.print(console.paint('dim', line(HEADS)));
  for (const row of rows) {
    console.print(line(row));
  }
  console.print(console.paint('dim', asOf(dated)));
}

function rowOf(
  { id, tasks, downloads, licence, gated, providers }: HubModel,
  kind: HubQuery['kind'],
) {
  const served = kind === 'hosted' ? ` by ${providers.map(({ name }) => name).join(', ')}` : '';
  const terms = gated === undefined ? '' : ', terms to accept';
  return [
    id,
    (tasks.join(', ') || 'nothing that Ensemble does') + served,
    COUNT.format(downloads),
    (licence ?? 'unknown') + terms,
  ];
}

function asOf({ asOf: at, isKept }: Pick<HubAnswer, 'asOf' | 'isKept'>): string {
  const when = minuteOf(at);
  return `As of ${when} UTC${isKept ? ', kept from then: the Hub was not asked now' : ''}.`;
}

/** What is not known here is asked of the Hub. @returns the exit status */
export function showModel(
  typed: string,
  { json = false, mode }: Asked,
  console: Console,
): Promise<number> {
  return withLocal({ mode }, async (local) => {
    const entry = await local.library.show(idOf(typed));
    if (entry === undefined) {
      const card = await untilStopped((signal) => local.hub.card(typed, signal));
      await local.device(); // whether it fits depends on it
      show(card, json, () => printCard(card, { asked: idOf(typed), local }, console));
      return 0;
    }
    await local.device();
    const listing = listingOf(entry, local);
    show(listing, json, () => printWhole(listing, console));
    return 0;
  });

  function show(shown: object, isJson: boolean, print: () => void): void {
    if (isJson) {
      console.print(JSON.stringify(shown));
    } else {
      print();
    }
  }
}

const TERMS = {
  auto: 'its terms have to be accepted on its page first',
  manual: 'its owners have to let you in, on its page',
} as const;

interface CardContext {
  /** The model with the revision that was asked for. */
  readonly asked: string;
  readonly local: Pick<LocalInference, 'models'>;
}

function printCard(card: ModelCard, { asked, local }: CardContext, console: Console): void {
  const { model, paragraphs, sizes, revision } = card;
  console.print(console.paint('bold', model.id));
  for (const paragraph of paragraphs) {
    console.print(`\n${paragraph}`);
  }
  const fact = (name: string, value: string) => console.print(`  ${name.padEnd(9)}  ${value}`);
  console.print('');
  fact('tasks', model.tasks.join(', ') || 'none that Ensemble can do');
  fact('licence', model.licence ?? 'unknown');
  fact('languages', model.languages.join(', ') || '–');
  fact('used', `${COUNT.format(model.downloads)} downloads, ${COUNT.format(model.likes)} likes`);
  if (model.gated !== undefined) {
    fact('terms', TERMS[model.gated]);
  }
  for (const { name, task, isLive } of model.providers) {
    fact('hosted', `${name}, as ${task}${isLive ? '' : ', not live yet'}`);
  }
  for (const dtype of DTYPES) {
    const bytes = sizes[dtype];
    if (bytes !== undefined) {
      const fit = local.models.fitFor(bytes, model.tasks[0] ?? 'text-classification');
      fact(dtype, `${formatBytes(bytes)}, ${FIT_WORDS[fit.verdict]}`);
    }
  }
  fact('revision', revision);
  fact('page', `${hubSettings(process.env).endpoint}/${model.id}`);
  if (model.isOnnx) {
    fact('fetch it', `ensemble models install ${asked}`);
  }
  console.print(console.paint('dim', asOf(card)));
}
