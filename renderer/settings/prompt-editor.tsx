// One prompt: its text to be changed, what must stand in it, what differs from the original, and what it
// was before.

import { Button, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { PromptListing } from '../../shared/controller-listing.ts';
import { engine } from '../api/client.ts';
import { usePrompts } from '../state/prompts.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Summary } from '../ui/summary.tsx';
import { useAction } from '../ui/use-action.ts';
import { Difference } from './difference.tsx';
import own from './prompt-editor.module.css';
import { missingSlots, slotMark } from './prompt-slots.ts';
import { PromptVersions } from './prompt-versions.tsx';
import classes from './settings.module.css';

export function PromptEditor({ prompt }: { readonly prompt: PromptListing }) {
  const t = useTranslations('settings.prompts');
  const { name, text, original, versions } = prompt;
  const draft = usePrompts(({ drafts }) => drafts[name]);
  const { write, discard, change } = usePrompts.getState();
  const [isSaved, setSaved] = useState(false);
  const { isBusy, error, act } = useAction();
  const shown = draft ?? text;
  const send = async (call: () => Promise<PromptListing>) =>
    setSaved(await act(() => change(call())));
  const save = (words: string) => send(() => engine.controllers.savePrompt({ name, text: words }));
  return (
    <div className={own.editor}>
      <Textarea
        aria-label={t('text')}
        classNames={{ input: own.prompt }}
        autosize
        minRows={6}
        maxRows={22}
        spellCheck={false}
        value={shown}
        onChange={({ currentTarget }) => {
          setSaved(false);
          write(name, currentTarget.value);
        }}
      />
      <Slots text={shown} slots={prompt.slots} />
      {error && <ErrorNotice error={error} />}
      <EditorActions
        {...{ isBusy, isSaved }}
        isChanged={draft !== undefined}
        isOriginal={text === original}
        onSave={() => save(shown)}
        onDiscard={() => discard(name)}
        onReset={() => send(() => engine.controllers.resetPrompt({ name }))}
      />
      <details className={classes.more}>
        <Summary>{t('compare')}</Summary>
        {shown === original ? (
          <p className={classes.soft}>{t('same')}</p>
        ) : (
          <Difference before={original} after={shown} label={t('difference')} />
        )}
      </details>
      {versions.length > 0 && (
        <PromptVersions versions={versions} now={text} isBusy={isBusy} onRestore={save} />
      )}
    </div>
  );
}

function Slots({ text, slots }: { readonly text: string; readonly slots: readonly string[] }) {
  const t = useTranslations('settings.prompts');
  const missing = new Set(missingSlots(text, slots));
  return (
    slots.length > 0 && (
      <div className={own.slots}>
        <span>{t('slots')}</span>
        {slots.map((slot) => (
          <span key={slot} className={own.slot} data-missing={missing.has(slot)}>
            {missing.has(slot) ? (
              <>
                <IconAlertTriangle className={own.slotIcon} size={14} stroke={1.5} aria-hidden />
                {t('slotMissing', { slot: slotMark(slot) })}
              </>
            ) : (
              <>
                <IconCheck className={own.slotIcon} size={14} stroke={1.5} aria-hidden />
                {slotMark(slot)}
              </>
            )}
          </span>
        ))}
      </div>
    )
  );
}

interface EditorActionsProps {
  readonly isBusy: boolean;
  readonly isSaved: boolean;
  readonly isChanged: boolean;
  readonly isOriginal: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
  readonly onReset: () => void;
}

function EditorActions(props: EditorActionsProps) {
  const { isBusy, isSaved, isChanged, isOriginal, onSave, onDiscard, onReset } = props;
  const t = useTranslations('settings.prompts');
  return (
    <div className={classes.actions}>
      <Button
        size="compact-sm"
        variant="filled"
        loading={isBusy}
        // It keeps the focus once what it does is done.
        data-disabled={!isChanged || undefined}
        aria-disabled={!isChanged}
        onClick={() => isChanged && onSave()}
      >
        {t('save')}
      </Button>
      {isChanged && (
        <Button size="compact-sm" variant="default" onClick={onDiscard}>
          {t('discard')}
        </Button>
      )}
      {!isOriginal && (
        <Button size="compact-sm" variant="default" onClick={onReset}>
          {t('reset')}
        </Button>
      )}
      <p role="status" className={classes.status}>
        {isSaved && t('saved')}
      </p>
    </div>
  );
}
