// What a person should know of how a run went, a quiet line each, under its answer.

import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { RunState } from '../../shared/events.ts';
import type { Note } from '../../shared/notes.ts';
import { useView } from '../state/view.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useErrorText } from '../ui/error-text.ts';
import { useTaskName } from '../ui/task-names.ts';
import { TextButton } from '../ui/text-button.tsx';
import classes from './run-notes.module.css';
import { useRunActions } from './use-run-actions.ts';

export function RunNotes({ run }: { readonly run: RunState }) {
  const t = useTranslations('chat.notes');
  if (run.notes.length === 0) {
    return null;
  }
  return (
    <ul className={classes.notes} aria-label={t('label')}>
      {run.notes.map((note, place) => (
        // The list only grows, and two notes may say the same.
        // biome-ignore lint/suspicious/noArrayIndexKey: a note has no name of its own
        <NoteLine key={place} note={note} run={run} />
      ))}
    </ul>
  );
}

interface NoteLineProps {
  readonly note: Note;
  readonly run: RunState;
}

function NoteLine({ note, run }: NoteLineProps) {
  const words = useNoteWords(run);
  return (
    <li className={classes.note}>
      <IconInfoCircle className={classes.icon} size={14} stroke={1.5} aria-hidden />
      <span>
        {words(note)} <NoteAction note={note} run={run} />
      </span>
    </li>
  );
}

function useNoteWords({ tasks }: RunState): (note: Note) => string {
  const t = useTranslations('chat.notes');
  const errorText = useErrorText();
  const taskName = useTaskName();
  return (note) => {
    switch (note.code) {
      case 'FELL_BACK':
        return t(`fellBack.${note.stage}`, { why: errorText(note.error) });
      case 'PLAN_REUSED':
        return t('planReused');
      case 'PLAN_MENDED':
        return t('planMended', { problems: note.problems.map(withoutEnd).join('; ') });
      case 'FETCH_FAILED':
        return t('fetchFailed', { model: note.model, why: errorText(note.error) });
      case 'HUB_UNASKED':
        return t('hubUnasked', { task: taskName(note.task), why: errorText(note.error) });
      case 'CHOICE_IGNORED': {
        const type = tasks.find(({ task }) => task.id === note.task)?.task.type;
        const task = type === undefined ? String(note.task) : taskName(type);
        return t('choiceIgnored', { task, model: note.model });
      }
      case 'NAME_REMOVED':
        return t('nameRemoved', { name: note.name });
      case 'COUNT_CORRECTED':
        return t('countCorrected', note);
      case 'DUBBING_FAILED':
        return t('dubbingFailed', { video: note.video, why: errorText(note.error) });
      case 'PICTURES_LIMITED':
        return t('picturesLimited', note);
      case 'PLAN_CUT':
        return t('planCut');
      case 'ANSWER_CUT':
        return t('answerCut');
      case 'HISTORY_SHORTENED':
        return t('historyShortened', note);
    }
  };
}

/** A sentence that stands within another one. */
function withoutEnd(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

/** What can be done about it, where there is something. */
function NoteAction({ note, run }: NoteLineProps) {
  const t = useTranslations();
  const { planAgain, isBusy, error } = useRunActions(run);
  if (note.code === 'FELL_BACK' && note.error.recovery === 'open-settings') {
    return (
      <TextButton onClick={() => useView.getState().openSettings('model')}>
        {t('errors.recoveries.open-settings')}
      </TextButton>
    );
  }
  if (note.code !== 'PLAN_REUSED') {
    return null;
  }
  return (
    <>
      <TextButton disabled={isBusy || run.status === 'running'} onClick={planAgain}>
        {t('chat.notes.planAgain')}
      </TextButton>
      {error && <ErrorNotice error={error} onRecover={planAgain} />}
    </>
  );
}
