// The field for the next request, with its files. It reads only the draft, so that typing draws nothing
// but the field.

import { IconX } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { draftOf, useComposer } from '../state/composer.ts';
import { blockOf } from '../state/draft.ts';
import { useView } from '../state/view.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { IconAction } from '../ui/icon-action.tsx';
import classes from './composer.module.css';
import { ComposerBar } from './composer-bar.tsx';
import { ComposerField } from './composer-field.tsx';
import { FileChips } from './file-chips.tsx';
import { SuggestionRow } from './suggestion-row.tsx';

export function Composer() {
  // The draft is that of the open conversation: drawn anew when another one is opened.
  const conversation = useView((view) => view.conversation);
  return (
    <div className={classes.place} data-composer>
      <form
        key={conversation}
        className={classes.composer}
        onSubmit={(event) => {
          event.preventDefault();
          useComposer.getState().send();
        }}
      >
        <SuggestionRow />
        <SendError />
        <div className={classes.box}>
          <EditNotice />
          <FileChips />
          <ComposerField />
          <ComposerBar />
        </div>
      </form>
    </div>
  );
}

function SendError() {
  const error = useComposer((composer) => draftOf(composer).error);
  const canSend = useComposer((composer) => blockOf(draftOf(composer)) === undefined);
  const send = useComposer((composer) => composer.send);
  return error && <ErrorNotice error={error} onRecover={canSend ? send : undefined} />;
}

function EditNotice() {
  const t = useTranslations('chat.composer');
  const isEditing = useComposer((composer) => draftOf(composer).edited !== undefined);
  const leaveEdit = useComposer((composer) => composer.leaveEdit);
  return (
    isEditing && (
      <div className={classes.editing}>
        <span>{t('editing')}</span>
        <IconAction label={t('leaveEdit')} size={24} onClick={leaveEdit}>
          <IconX size={16} stroke={1.5} aria-hidden />
        </IconAction>
      </div>
    )
  );
}
