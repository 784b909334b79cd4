// Under a picture that the program made once: what it tells of itself, and the way back to its run, or to
// the same request where the run is not here.

import { useMemo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { ProvenanceNote } from '../../shared/provenance-note.ts';
import { openRun } from '../gallery/open-run.ts';
import { draftOf, useComposer } from '../state/composer.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { useAction } from '../ui/use-action.ts';
import { quoted, withRequest } from './note-words.ts';
import classes from './picture-note.module.css';
import { useRunPlace } from './use-run-place.ts';

export function PictureNote({ note }: { readonly note: ProvenanceNote }) {
  const t = useTranslations('chat.composer.note');
  const { place, error, again } = useRunPlace(note.run);
  return (
    <div className={classes.note}>
      <span role="status">
        <Made note={note} />
      </span>
      {place === 'nowhere' && (
        <TextButton onClick={() => askAgain(note)}>{t('askAgain')}</TextButton>
      )}
      {typeof place === 'object' && <OpenRun {...note} conversation={place.conversation} />}
      {error && <ErrorNotice error={error} onRecover={again} />}
    </div>
  );
}

function Made({ note: { request, at, model } }: { readonly note: ProvenanceNote }) {
  const t = useTranslations('chat.composer.note');
  const locale = useLocale();
  const day = useMemo(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }), [locale]);
  const words = { request: quoted(request), day: day.format(at) };
  return model === undefined ? t('made', words) : t('madeWith', { ...words, model: model.name });
}

function OpenRun({
  run,
  conversation,
  task,
}: Pick<ProvenanceNote, 'run' | 'conversation' | 'task'>) {
  const t = useTranslations('chat.composer.note');
  const { isBusy, error, act } = useAction();
  const place = { run, conversation, ...(task !== undefined && { task }) };
  return (
    <>
      <TextButton disabled={isBusy} onClick={() => act(() => openRun(place))}>
        {t('openRun')}
      </TextButton>
      {error && <ErrorNotice error={error} />}
    </>
  );
}

function askAgain({ request }: ProvenanceNote): void {
  const composer = useComposer.getState();
  composer.setText(withRequest(draftOf(composer).text, request));
  composer.focus();
}
