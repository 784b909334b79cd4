// How a translation model is told its languages, by family: M2M100, NLLB and mBART by codes of their
// tokenizer, T5 by a prefix in words, Marian not at all, since it does one pair.

import { z } from 'zod';
import { detail } from '../../../shared/errors.ts';
import type { ResultNote } from '../../../shared/result-notes.ts';
import type { PreTrainedTokenizer } from '../../runner/inference.ts';
import { invalid } from '../inputs.ts';
import type { Encoded } from './generation.ts';
import { findLanguage, languageByLetters, languageName, languageTag } from './languages.ts';
import { modelName } from './model-name.ts';
import type { TextModel } from './text-models.ts';

const TASK = 'translation';
/** Languages of T5 where its config has no task of them. */
const T5_LANGUAGES = ['en', 'de', 'fr', 'ro'];

/** What a request says; both as written there. */
export interface AskedLanguages {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly text: string;
}

export interface Route {
  readonly encode: (text: string) => Encoded;
  /** Settings of generation. */
  readonly settings: Readonly<Record<string, number>>;
  readonly notes: readonly ResultNote[];
}

interface Pair {
  readonly from: string;
  readonly to: string;
}

/** @throws AppError INPUT_INVALID where the model doesn't do what is asked, or it isn't said */
export function translationRoute(model: TextModel, asked: AskedLanguages): Route {
  const { tokenizer, config } = model;
  if (isMultilingual(tokenizer)) {
    return routeByCodes(tokenizer, asked);
  }
  return /t5/u.test(config.model_type) ? routeByPrefix(model, asked) : routeOfPair(model, asked);
}

/** What M2M100Tokenizer, NllbTokenizer and both of mBART have in common. */
interface Multilingual extends PreTrainedTokenizer {
  readonly language_codes: readonly string[];
  readonly _build_translation_inputs: (
    texts: readonly string[],
    options: object,
    told: Told,
  ) => Encoded;
}

interface Told {
  readonly src_lang: string;
  readonly tgt_lang: string;
  forced_bos_token_id?: number;
}

function isMultilingual(tokenizer: PreTrainedTokenizer): tokenizer is Multilingual {
  return 'language_codes' in tokenizer && '_build_translation_inputs' in tokenizer;
}

function routeByCodes(tokenizer: Multilingual, asked: AskedLanguages): Route {
  const { from, to, notes } = pairAmong(tokenizer.language_codes, asked);
  const encode = (text: string) =>
    tokenizer._build_translation_inputs([text], {}, { src_lang: from, tgt_lang: to });
  // The first token that is written says the language; _build_translation_inputs adds it to its last argument.
  const told: Told = { src_lang: from, tgt_lang: to };
  tokenizer._build_translation_inputs([asked.text], {}, told);
  const first = told.forced_bos_token_id;
  return { encode, settings: first === undefined ? {} : { forced_bos_token_id: first }, notes };
}

function routeByPrefix({ tokenizer, config }: TextModel, asked: AskedLanguages): Route {
  const tasks = Object.entries(config.task_specific_params ?? {}).flatMap(([name, { prefix }]) => {
    const [, from, to] = /^translation_([a-z]+)_to_([a-z]+)$/u.exec(name) ?? [];
    return from === undefined || to === undefined ? [] : [{ from, to, prefix }];
  });
  const offered = tasks.length > 0 ? tasks.flatMap(({ from, to }) => [from, to]) : T5_LANGUAGES;
  const { from, to, notes } = pairAmong([...new Set(offered)], asked);
  const task = tasks.find((each) => each.from === from && each.to === to);
  if (tasks.length > 0 && task === undefined) {
    throw otherPairs(tasks);
  }
  const inWords = `translate ${languageName(from)} to ${languageName(to)}: `;
  const prefix = task?.prefix ?? inWords;
  return { encode: (text) => tokenizer(prefix + text), settings: {}, notes };
}

function routeOfPair(model: TextModel, asked: AskedLanguages): Route {
  const { tokenizer } = model;
  const pair = pairOf(model);
  if (pair === undefined) {
    const note: ResultNote = {
      code: 'translation-languages-unknown',
      values: { model: modelName(model.folder) },
    };
    return { encode: (text) => tokenizer(text), settings: {}, notes: [note] };
  }
  const { from = pair.from, to = pair.to } = asked;
  const isDone =
    findLanguage(from, [pair.from]) !== undefined && findLanguage(to, [pair.to]) !== undefined;
  if (!isDone) {
    throw otherPairs([pair]);
  }
  return { encode: (text) => tokenizer(text), settings: {}, notes: [] };
}

const TokenizerLanguagesSchema = z.object({ source_lang: z.string(), target_lang: z.string() });

/** Marian's tokenizer says its languages; else they are in its name: "opus-mt-en-de". */
function pairOf(model: TextModel): Pair | undefined {
  const said = TokenizerLanguagesSchema.safeParse(model.tokenizer.config);
  if (said.success) {
    return { from: said.data.source_lang, to: said.data.target_lang };
  }
  const names = [modelName(model.folder), model.config._name_or_path ?? ''];
  const [, from, to] =
    names
      .map((name) => /opus-mt-(?:tc-[a-z]+-)?([a-z]{2,3})-([a-z]{2,3})$/u.exec(name))
      .find(Boolean) ?? [];
  return from === undefined || to === undefined ? undefined : { from, to };
}

function pairAmong(
  offered: readonly string[],
  { from, to, text }: AskedLanguages,
): Pair & Pick<Route, 'notes'> {
  if (to === undefined) {
    throw invalid(TASK, detail('no-target-language'));
  }
  const target = languageAmong(offered, to);
  if (from !== undefined) {
    return { from: languageAmong(offered, from), to: target, notes: [] };
  }
  const guess = languageByLetters(text) ?? 'en';
  const source = findLanguage(guess, offered);
  if (source === undefined || source === target) {
    throw invalid(TASK, detail('no-source-language'));
  }
  const language = languageTag(source);
  const note: ResultNote = { code: 'translation-source-guessed', values: { language } };
  return { from: source, to: target, notes: [note] };
}

function languageAmong(offered: readonly string[], written: string): string {
  const code = findLanguage(written, offered);
  if (code === undefined) {
    const names = [...new Set(offered.map(languageName))].sort().join(', ');
    throw invalid(TASK, detail('language-not-done', { language: written, known: names }));
  }
  return code;
}

function otherPairs(pairs: readonly Pair[]) {
  const named = pairs.map(({ from, to }) => `${languageName(from)} → ${languageName(to)}`);
  return invalid(TASK, detail('other-pairs', { pairs: named.join(', ') }));
}
