// What a question of a run says, and the words that it can be answered with, in the person's language.

import { useLocale, useTranslations } from 'use-intl';
import type { RunState } from '../../shared/events.ts';
import type { Candidate } from '../../shared/models.ts';
import type { TaskId } from '../../shared/plan.ts';
import type { Question, Word } from '../../shared/questions.ts';
import { useFormat } from '../ui/format.ts';
import { useTaskName } from '../ui/task-names.ts';

export interface QuestionAnswer {
  readonly word: Word;
  readonly text: string;
  /** What a screen reader says, where the text alone says too little; it begins with the text. */
  readonly label?: string;
}

export interface QuestionWords {
  readonly title: string;
  readonly line: string;
  readonly aside?: string;
  /** In the order of the buttons: what lets it happen comes last. */
  readonly answers: readonly QuestionAnswer[];
}

type About<Name extends Question['about']> = Extract<Question, { readonly about: Name }>;

export function useQuestionWords(run: RunState): (question: Question) => QuestionWords {
  const install = useInstallWords(run);
  const upload = useUploadWords(run);
  return (question) => (question.about === 'install' ? install(question) : upload(question));
}

/** The question alone, for who hears of it. */
export function useQuestionTitle(): (question: Question) => string {
  const t = useTranslations('chat.questions');
  return (question) =>
    question.about === 'install'
      ? t('install.title', { model: question.name })
      : t('upload.title', { file: question.file, provider: question.provider });
}

function useInstallWords(run: RunState): (question: About<'install'>) => QuestionWords {
  const t = useTranslations('chat.questions.install');
  const titleOf = useQuestionTitle();
  const listed = useTaskList(run);
  const facts = useDownloadFacts();
  return (question) => {
    const { tasks, bytes, fit, licence, hasOther } = question;
    const terms = licence === undefined ? t('noLicence') : t('licence', { licence });
    const about = { tasks: listed(tasks), facts: facts({ bytes, fit }), terms };
    return {
      title: titleOf(question),
      line: t(hasOther ? 'better' : 'needed', about),
      answers: [
        { word: 'no', text: t(hasOther ? 'other' : 'no') },
        { word: 'yes', text: t('yes') },
      ],
    };
  };
}

function useUploadWords(run: RunState): (question: About<'upload'>) => QuestionWords {
  const t = useTranslations('chat.questions.upload');
  const titleOf = useQuestionTitle();
  const { bytes } = useFormat();
  const listed = useTaskList(run);
  return (question) => {
    const { file, size, provider, host, model, tasks } = question;
    const values = { file, size: bytes(size), provider, host, model, tasks: listed(tasks) };
    return {
      title: titleOf(question),
      line: t(provider === host ? 'direct' : 'line', values),
      aside: t('aside', { provider }),
      answers: [
        { word: 'never', text: t('never'), label: t('neverTo', { provider }) },
        { word: 'no', text: t('no') },
        { word: 'always', text: t('always', { provider }) },
        { word: 'yes', text: t('yes') },
      ],
    };
  };
}

/** How much would come and whether it fits: "89 MB, it fits in memory". */
export function useDownloadFacts(): (fetch: NonNullable<Candidate['fetch']>) => string {
  const t = useTranslations('chat.questions.install');
  const format = useFormat();
  return ({ bytes, fit }) => {
    const size = bytes === undefined ? t('noSize') : format.bytes(bytes);
    return fit === undefined ? size : t('sizeAndFit', { size, fit: t(`fit.${fit}`) });
  };
}

/** The names of tasks, each once, as a part of a sentence. */
function useTaskList({ tasks }: RunState): (ids: readonly TaskId[]) => string {
  const t = useTranslations('chat.questions');
  const locale = useLocale();
  const taskName = useTaskName();
  return (ids) => {
    const types = tasks.filter(({ task }) => ids.includes(task.id)).map(({ task }) => task.type);
    const names = [...new Set(types)].map((type) => t('task', { name: taskName(type) }));
    return new Intl.ListFormat(locale).format(names);
  };
}
