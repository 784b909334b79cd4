// Where the results of a run contradict each other: a description or an answer that gives another number
// than the boxes of the same picture, two searches of one picture, two answers to one question. Pure.

import type { TaskId } from '../../../shared/plan.ts';
import { countedPhrases, wordsOf } from './counted-phrases.ts';
import type { Detection, Finding } from './evidence.ts';
import { type LabelForms, labelForms } from './label-forms.ts';
import { numberIn } from './numbers.ts';

export type Disagreement =
  | {
      readonly kind: 'count';
      /** What gives the other number. */
      readonly by: 'description' | 'answer' | 'detection';
      readonly task: TaskId;
      readonly picture: string;
      readonly label: string;
      readonly said: number;
      /** By the boxes, which the counts go by. */
      readonly counted: number;
    }
  | {
      readonly kind: 'answer';
      readonly question: string;
      readonly answers: readonly { readonly task: TaskId; readonly text: string }[];
    };

export function findDisagreements(
  findings: readonly Finding[],
  detections: readonly Detection[],
): readonly Disagreement[] {
  const pictures = Map.groupBy(detections, ({ picture }) => picture);
  return [
    ...[...pictures.values()].flatMap(amongDetections),
    ...findings.flatMap((finding) => withBoxes(finding, pictures.get(finding.picture ?? ''))),
    ...amongAnswers(findings),
  ];
}

/** A label that only one of them knows is no contradiction: detectors know different things. */
function amongDetections([first, ...others]: readonly Detection[]): readonly Disagreement[] {
  return others.flatMap(({ task, picture, numbers }) =>
    [...numbers].flatMap(([label, said]) => {
      const counted = first?.numbers.get(label) ?? said;
      return counted === said
        ? []
        : [
            {
              kind: 'count' as const,
              by: 'detection' as const,
              task,
              picture,
              label,
              said,
              counted,
            },
          ];
    }),
  );
}

function withBoxes(
  { state, picture }: Finding,
  detections: readonly Detection[] | undefined,
): readonly Disagreement[] {
  const by = speaks(state);
  if (detections === undefined || picture === undefined || by === undefined) {
    return [];
  }
  const counts = firstCounts(detections);
  const forms = [...counts.keys()].map(labelForms);
  return [...saidIn(state, forms)].flatMap(([label, said]) => {
    const counted = counts.get(label) ?? said;
    const { id: task } = state.task;
    return counted === said
      ? []
      : [{ kind: 'count' as const, by, task, picture, label, said, counted }];
  });
}

function firstCounts(detections: readonly Detection[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [label, number] of detections.flatMap(({ numbers }) => [...numbers])) {
    counts.set(label, counts.get(label) ?? number);
  }
  return counts;
}

/** The built-in model reads what is written in a picture, which says nothing of what it shows. */
function speaks({ task, assignment }: Finding['state']): 'description' | 'answer' | undefined {
  if (task.type === 'image-to-text') {
    return assignment?.model.host === 'builtin' ? undefined : 'description';
  }
  return task.type === 'visual-question-answering' ? 'answer' : undefined;
}

/** The largest number that it gives for each label: a second one is about some of them. */
function saidIn(
  { task, output }: Finding['state'],
  forms: readonly LabelForms[],
): ReadonlyMap<string, number> {
  const text = output.text ?? output.answers?.[0]?.text ?? '';
  const said = new Map<string, number>();
  for (const { label, number } of countedPhrases(text, forms)) {
    said.set(label, Math.max(number, said.get(label) ?? 0));
  }
  const question = task.arguments.text;
  const asked = question?.from === 'literal' ? askedLabel(question.value, forms) : undefined;
  const alone = numberIn(text.replaceAll(/[\s.!。只匹个]/gu, ''));
  return asked === undefined || alone === undefined ? said : new Map([[asked, alone]]);
}

/** What a question asks the number of, where that is one thing: "How many zebras are there?" */
export function askedLabel(question: string, forms: readonly LabelForms[]): string | undefined {
  if (!/\b(?:how many|number of|count)\b|几|多少/iu.test(question)) {
    return undefined;
  }
  const words = ` ${wordsOf(question.toLowerCase())
    .map(({ text }) => text)
    .join(' ')} `;
  const asked = forms.filter(
    ({ singular, plural, han }) =>
      [...singular, ...plural].some((form) => words.includes(` ${form} `)) ||
      han.some((name) => question.includes(name)),
  );
  return asked.length === 1 ? asked[0]?.label : undefined;
}

const ANSWERING: ReadonlySet<string> = new Set([
  'question-answering',
  'visual-question-answering',
  'document-question-answering',
]);

function amongAnswers(findings: readonly Finding[]): readonly Disagreement[] {
  const answers = findings.flatMap(({ state, sources, picture }) => {
    const { text: asked, ...others } = state.task.arguments;
    const text = state.output.answers?.[0]?.text ?? state.output.text;
    if (!ANSWERING.has(state.task.type) || asked?.from !== 'literal' || text === undefined) {
      return [];
    }
    const about = picture ?? (sources.join('\n') || JSON.stringify(others));
    const key = JSON.stringify([fold(asked.value), about]);
    return [{ key, question: asked.value, answer: { task: state.task.id, text } }];
  });
  return [...Map.groupBy(answers, ({ key }) => key).values()].flatMap((group) => {
    const [first] = group;
    const distinct = new Set(group.map(({ answer }) => fold(answer.text)));
    return first === undefined || distinct.size < 2
      ? []
      : [
          {
            kind: 'answer' as const,
            question: first.question,
            answers: group.map(({ answer }) => answer),
          },
        ];
  });
}

/** Without case and marks, numbers as digits: "Two." is "2". */
function fold(text: string): string {
  return wordsOrAll(text.toLowerCase().normalize('NFKC')).join(' ');
}

function wordsOrAll(text: string): readonly string[] {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [text];
  return words.map((word) => String(numberIn(word) ?? word));
}
