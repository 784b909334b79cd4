// What a run asks while it goes on, a calm card each: whether a model may be downloaded, whether a file
// may leave this machine. Loaded when a run first asks.

import { Button } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { RunState } from '../../shared/events.ts';
import type { Question, QuestionAbout, Word } from '../../shared/questions.ts';
import { engine } from '../api/client.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { type QuestionAnswer, useQuestionWords } from './question-words.ts';
import classes from './run-questions.module.css';
import { usePoliteFocus } from './use-polite-focus.ts';

const ICONS = { install: IconDownload, upload: IconUpload } as const satisfies Record<
  QuestionAbout,
  unknown
>;

interface RunQuestionsProps {
  readonly run: RunState;
  /** Where the focus goes when the last question is gone that had it. */
  readonly after: RefObject<HTMLElement | null>;
}

export function RunQuestions({ run, after }: RunQuestionsProps) {
  const list = useRef<HTMLDivElement>(null);
  const passFocus = (gone: HTMLElement) => {
    const others = [...(list.current?.children ?? [])].filter((card) => card !== gone);
    const next = others[0]?.querySelector('h2') ?? after.current;
    next?.focus({ preventScroll: true });
  };
  return (
    <div className={classes.questions} ref={list} data-questions>
      {run.questions.map((question, place) => (
        <QuestionCard key={question.key} {...{ run, question, passFocus }} isFirst={place === 0} />
      ))}
    </div>
  );
}

interface QuestionCardProps {
  readonly run: RunState;
  readonly question: Question;
  /** Only one thing at a time stands out. */
  readonly isFirst: boolean;
  readonly passFocus: (gone: HTMLElement) => void;
}

function QuestionCard({ run, question, isFirst, passFocus }: QuestionCardProps) {
  const title = useId();
  const heading = usePoliteFocus();
  const card = usePassedFocus(passFocus);
  const words = useQuestionWords(run)(question);
  const Icon = ICONS[question.about];
  const { said, refusal, say } = useAnswer(run.runId, question.key);
  const answer = (word: Word) => {
    // The buttons are about to be of no use; who is on one of them stays with the question.
    heading.current?.focus({ preventScroll: true });
    void say(word);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend can't take the focus
    <div
      className={classes.question}
      ref={card}
      role="group"
      aria-labelledby={title}
      data-about={question.about}
    >
      <div className={classes.head}>
        <Icon className={classes.icon} size={16} stroke={1.75} aria-hidden />
        <h2 id={title} ref={heading} className={classes.title} tabIndex={-1}>
          {words.title}
        </h2>
      </div>
      <p>{words.line}</p>
      {words.aside !== undefined && <p className={classes.aside}>{words.aside}</p>}
      {refusal && <ErrorNotice error={refusal} />}
      <div className={classes.actions}>
        {words.answers.map((one) => (
          <AnswerButton key={one.word} {...{ one, said, answer }} isChief={isFirst} />
        ))}
      </div>
    </div>
  );
}

interface AnswerButtonProps {
  readonly one: QuestionAnswer;
  readonly said: Word | undefined;
  readonly isChief: boolean;
  readonly answer: (word: Word) => void;
}

function AnswerButton({ one, said, isChief, answer }: AnswerButtonProps) {
  const { word, text, label } = one;
  return (
    <Button
      size="compact-sm"
      variant={word === 'yes' && isChief ? 'filled' : 'default'}
      data-word={word}
      aria-label={label}
      loading={said === word}
      disabled={said !== undefined}
      onClick={() => answer(word)}
    >
      {text}
    </Button>
  );
}

/** Says a word once; what was said stays so until the question goes, or the word was refused. */
function useAnswer(runId: string, key: string) {
  const { error, act } = useAction();
  const [said, setSaid] = useState<Word>();
  return {
    said,
    // Another window was faster, or the run has ended; its events say so.
    refusal: error?.code === 'QUESTION_NOT_ASKED' ? undefined : error,
    say: async (word: Word) => {
      setSaid(word);
      if (!(await act(() => engine.runs.answer({ runId, key, word })))) {
        setSaid(undefined);
      }
    },
  };
}

/** Calls for a card that goes while the focus is in it. */
function usePassedFocus(pass: (gone: HTMLElement) => void): RefObject<HTMLDivElement | null> {
  const card = useRef<HTMLDivElement>(null);
  const latest = useRef(pass);
  useEffect(() => {
    latest.current = pass;
  });
  useLayoutEffect(() => {
    const element = card.current;
    return () => {
      if (element?.contains(document.activeElement)) {
        latest.current(element);
      }
    };
  }, []);
  return card;
}
