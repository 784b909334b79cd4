// Asks a model about a picture in the way of its family, and gives its words back. What to ask for
// belongs to the task types.

import type { ResultNote } from '../../../shared/result-notes.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import {
  DocumentQuestionAnsweringPipeline,
  type PreTrainedTokenizer,
  type RawImage,
  Tensor,
} from '../../runner/inference.ts';
import type { ExpertContext } from '../expert.ts';
import type { EncoderDecoder, Florence, PictureChat } from './picture-reader.ts';
import { type PictureWriting, roomFor, startWriting } from './picture-writing.ts';

export interface PictureQuestion {
  readonly task: TaskType;
  readonly image: RawImage;
  readonly prompt: string;
  readonly context: Pick<ExpertContext, 'signal' | 'progress'>;
}

export interface PictureAnswer {
  /** Empty where the model wrote nothing. */
  readonly text: string;
  /** How sure the model was of its words, from 0 to 1; no measure of whether they are true. */
  readonly score: number;
  readonly notes: readonly ResultNote[];
}

export async function askChat(
  { model, tokenizer, processor, first }: PictureChat,
  { task, image, prompt, context }: PictureQuestion,
): Promise<PictureAnswer> {
  const text = withoutMarks(prompt, tokenizer.all_special_tokens);
  const chat = processor.apply_chat_template(
    [{ role: 'user', content: [{ type: 'image' }, { type: 'text', text }] }],
    { add_generation_prompt: true },
  );
  const inputs = await (first === 'text' ? processor(chat, image) : processor(image, chat));
  const read: number = inputs.input_ids.dims.at(-1);
  const maxTokens = roomFor(task, model, read);
  const writing = startWriting({ tokenizer, maxTokens }, context);
  const sequences = await model.generate({ ...inputs, ...writing.options });
  return answer(decode(tokenizer, sequences, read), writing, context);
}

/** @param question.prompt one of the fixed prompts of Florence-2, such as `<CAPTION>` */
export async function askFlorence(
  { model, tokenizer, processor }: Florence,
  { task, image, prompt, context }: PictureQuestion,
): Promise<PictureAnswer> {
  const inputs = await processor(image, prompt);
  const maxTokens = roomFor(task, model, 1);
  const writing = startWriting({ tokenizer, maxTokens }, context);
  const sequences = await model.generate({ ...inputs, ...writing.options });
  return answer(decode(tokenizer, sequences, 0), writing, context);
}

export async function describeBy(
  { describer }: EncoderDecoder,
  { task, image, context }: Omit<PictureQuestion, 'prompt'>,
): Promise<PictureAnswer> {
  const maxTokens = roomFor(task, describer.model, 1);
  const writing = startWriting({ tokenizer: describer.tokenizer, maxTokens }, context);
  const [written] = await describer(image, writing.options);
  return answer(written?.generated_text ?? '', writing, context);
}

/** The marks around question and answer that Donut was taught, `<s_answer>` among them. */
const DONUT_MARKS = /<\/?s_\w+>/g;

/** Whether an encoder with a decoder knows the marks of Donut's questions. */
export function takesQuestions({ describer }: EncoderDecoder): boolean {
  return describer.tokenizer.convert_tokens_to_ids('<s_docvqa>') !== undefined;
}

/** An empty text where the model says that there is no answer. */
export async function askDonut(
  { describer }: EncoderDecoder,
  { task, image, prompt, context }: PictureQuestion,
): Promise<PictureAnswer> {
  const { model, tokenizer, processor } = describer;
  const ask = new DocumentQuestionAnsweringPipeline({
    task: 'document-question-answering',
    model,
    tokenizer,
    processor,
  });
  const clean = (text: string): string => text.replaceAll(DONUT_MARKS, '');
  // Beside the question's tokens there are four marks.
  const read = tokenizer.encode(clean(prompt), { add_special_tokens: false }).length + 4;
  const maxTokens = roomFor(task, model, read);
  const writing = startWriting({ tokenizer, maxTokens, clean }, context);
  const [found] = await ask(image, clean(prompt), writing.options);
  return answer(found?.answer ?? '', writing, context);
}

/** @throws the signal's reason where it was aborted meanwhile */
function answer(
  text: string,
  writing: PictureWriting,
  { signal }: Pick<ExpertContext, 'signal'>,
): PictureAnswer {
  signal.throwIfAborted();
  return { text: text.trim(), score: writing.probability(), notes: writing.notes() };
}

function decode(tokenizer: PreTrainedTokenizer, sequences: unknown, start: number): string {
  if (!(sequences instanceof Tensor)) {
    throw new Error('Tokens were expected.'); // only with return_dict_in_generate, which is not asked for
  }
  const written = sequences.slice(null, [start, sequences.dims.at(-1) ?? start]);
  return tokenizer.batch_decode(written, { skip_special_tokens: true })[0] ?? '';
}

/** What a person types is never one of the marks that divide a chat. */
function withoutMarks(text: string, marks: readonly string[]): string {
  return marks
    .filter((mark) => mark !== '')
    .reduce((rest, mark) => rest.replaceAll(mark, ' '), text);
}
