// The page of one model on the Hub: what the Hub knows of it, what its weights weigh, and the first
// paragraphs of its text.

import { AppError } from '../../shared/errors.ts';
import type { ModelCard } from '../../shared/hub-models.ts';
import { cardParagraphs } from './card-text.ts';
import { createHub } from './hub.ts';
import { askAgain, type HubOptions, type Question } from './hub-ask.ts';
import { hubError, searchError } from './hub-errors.ts';
import { describeOnHub } from './hub-listing.ts';
import { readUpTo } from './read-up-to.ts';
import { dtypeChoices } from './weights.ts';

/** Bytes of a page's text that are fetched. */
const MOST_BYTES = 256 * 1024;

export interface CardAsked {
  readonly id: string;
  readonly revision: string;
  readonly signal: AbortSignal;
  readonly attempts: number;
}

export async function fetchCard(
  options: HubOptions,
  asked: CardAsked,
): Promise<Omit<ModelCard, 'asOf' | 'isKept'>> {
  const { id, revision, signal } = asked;
  const question = questionAbout(options, asked, `${id} at ${revision}`);
  const { model, commit } = await describeOnHub(options, question, { id, revision });
  const [files, paragraphs] = await Promise.all([
    createHub(options).files(id, commit, signal),
    paragraphsOf(options, asked, commit),
  ]);
  const choices = dtypeChoices(files);
  const sizes = Object.fromEntries(choices.map(({ dtype, bytes }) => [dtype, bytes]));
  return { model, paragraphs, revision: commit, sizes };
}

function questionAbout(options: HubOptions, asked: CardAsked, what: string): Question {
  const { endpoint } = options;
  const { id: model, signal, attempts } = asked;
  const hasToken = options.token() !== undefined;
  const about = { model, what, link: `${endpoint}/${model}`, hasToken };
  return {
    ...{ signal, attempts },
    refused: (response, from) =>
      isAboutAsker(response, hasToken)
        ? searchError(response, { endpoint, what: model, hasToken })
        : hubError(response, { ...about, ...from }),
  };
}

/** A refusal of whoever asks, not of what is asked for: too often, or with a token that is none. */
function isAboutAsker({ status, headers }: Response, hasToken: boolean): boolean {
  return status === 429 || (status === 401 && hasToken && !headers.has('x-error-code'));
}

/** None where there is no text, or where it is shown to those alone who accepted its terms. */
const NO_TEXT = ['HUB_NOT_FOUND', 'HUB_TOKEN_NEEDED', 'HUB_LICENCE_NEEDED'];

async function paragraphsOf(options: HubOptions, asked: CardAsked, commit: string) {
  const url = new URL(`${options.endpoint}/${asked.id}/resolve/${commit}/README.md`);
  const question = questionAbout(options, asked, `README.md of ${asked.id}`);
  try {
    const response = await askAgain(options, question, { url, headers: {} });
    return cardParagraphs(await readUpTo(response, MOST_BYTES));
  } catch (error) {
    if (error instanceof AppError && NO_TEXT.includes(error.code)) {
      return [];
    }
    throw error;
  }
}
