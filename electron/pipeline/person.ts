// The person as a run asks them: each question once, told as an event, open until its word comes or until
// nobody waits for it any more.

import type { Question, Word } from '../../shared/questions.ts';
import { abortable } from './abortable.ts';
import type { RunControl } from './control.ts';
import type { Emit } from './journal.ts';

export interface Person {
  readonly isThere: boolean;
  /**
   * The word for a question; the same key is asked once a run. `no` where nobody is there to answer.
   * @throws the signal's reason where whoever asks stops waiting
   */
  readonly ask: (question: Question, signal: AbortSignal) => Promise<Word>;
}

interface Asked {
  readonly word: Promise<Word>;
  isOpen: boolean;
  waiting: number;
}

export function createPerson({
  control,
  emit,
}: {
  readonly control: RunControl;
  readonly emit: Emit;
}): Person {
  const questions = new Map<string, Asked>();

  function begin(question: Question): Asked {
    const { key } = question;
    const { promise: word, resolve } = Promise.withResolvers<Word>();
    const asked: Asked = { word, isOpen: true, waiting: 0 };
    questions.set(key, asked);
    emit({ type: 'question', question });
    control.open(key, (said) => {
      asked.isOpen = false;
      emit({ type: 'question-answered', key, word: said });
      resolve(said);
    });
    return asked;
  }

  /** Nobody waits for the word any more; who asks later asks anew. */
  function withdraw(key: string): void {
    questions.delete(key);
    control.close(key);
    if (!control.signal.aborted) {
      emit({ type: 'question-answered', key, word: 'no' });
    }
  }

  return {
    isThere: control.isAttended,
    ask: async (question, signal) => {
      if (!control.isAttended) {
        return 'no';
      }
      const asked = questions.get(question.key) ?? begin(question);
      asked.waiting += 1;
      try {
        return await abortable(asked.word, signal);
      } finally {
        asked.waiting -= 1;
        if (asked.isOpen && asked.waiting === 0) {
          withdraw(question.key);
        }
      }
    },
  };
}
