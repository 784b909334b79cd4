// What of a section is not saved yet, and the buttons that save it or leave it as it was.

import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { RunsNote } from './runs-note.tsx';
import classes from './settings.module.css';
import { useFocusOnceGone } from './use-focus-once-gone.ts';
import type { SavedFields } from './use-settings-form.ts';

export function SaveBar({ form }: { readonly form: SavedFields }) {
  const t = useTranslations('machineSettings');
  const app = useTranslations('app');
  const { unsaved, isSaving, outcome, error } = form;
  const hasButtons = unsaved > 0 || isSaving;
  const note = useFocusOnceGone<HTMLParagraphElement>(hasButtons);
  return (
    <>
      {hasButtons && <RunsNote />}
      {error && <ErrorNotice error={error} />}
      <div className={classes.after}>
        {hasButtons && (
          <>
            <Button type="submit" size="compact-sm" variant="filled" loading={isSaving}>
              {app('save')}
            </Button>
            <Button size="compact-sm" variant="default" disabled={isSaving} onClick={form.discard}>
              {t('discard')}
            </Button>
          </>
        )}
        <p ref={note} role="status" tabIndex={-1} className={classes.status}>
          {isSaving && t('reopening')}
          {!isSaving && unsaved > 0 && t('unsaved', { count: unsaved })}
          {!hasButtons && outcome && t(outcome)}
        </p>
      </div>
    </>
  );
}
