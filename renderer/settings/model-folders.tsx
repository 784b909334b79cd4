// The folders with models of one's own: added by their path, and removed from the list. Whether a path is a
// folder that can be read is the engine's to say.

import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ErrorReport } from '../../shared/errors.ts';
import { useSettings } from '../state/settings.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { type FolderFault, folderFault } from './folder-fault.ts';
import machine from './machine-settings.module.css';
import { RunsNote } from './runs-note.tsx';
import classes from './settings.module.css';
import { useFocusOnceGone } from './use-focus-once-gone.ts';

/** What was done last with a folder. */
type Done = { readonly what: 'added' | 'removed'; readonly path: string };

export function ModelFolders({ folders }: { readonly folders: readonly string[] }) {
  const t = useTranslations('machineSettings');
  const change = useSettings((settings) => settings.change);
  const isChanging = useSettings((settings) => settings.isChanging);
  const [going, setGoing] = useState<string>();
  const [done, setDone] = useState<Done>();
  const [error, setError] = useState<ErrorReport>();
  const note = useFocusOnceGone<HTMLParagraphElement>(going !== undefined);
  const keep = async (modelFolders: readonly string[], doing: Done) => {
    setGoing(doing.path);
    setDone(undefined);
    setError(undefined);
    const refused = await change({ modelFolders });
    setError(refused);
    setDone(refused === undefined ? doing : undefined);
    setGoing(undefined);
    return refused === undefined;
  };
  return (
    <div className={classes.row}>
      <p className={classes.name}>{t('folders.own')}</p>
      {folders.length === 0 && <p className={classes.soft}>{t('folders.ownNone')}</p>}
      {folders.length > 0 && (
        <ul className={machine.folders} aria-label={t('folders.own')}>
          {folders.map((path) => (
            <li key={path} className={machine.folder}>
              <span className={machine.path}>{path}</span>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('folders.removeOne', { path })}
                loading={going === path}
                disabled={isChanging}
                onClick={() => {
                  const others = folders.filter((one) => one !== path);
                  void keep(others, { what: 'removed', path });
                }}
              >
                {t('folders.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <AddFolder
        folders={folders}
        onAdd={(path) => keep([...folders, path], { what: 'added', path })}
      />
      <RunsNote />
      {error && <ErrorNotice error={error} />}
      <p ref={note} role="status" tabIndex={-1} className={classes.status}>
        {going !== undefined ? t('reopening') : done && t(`folders.${done.what}`, done)}
      </p>
    </div>
  );
}

interface AddFolderProps {
  readonly folders: readonly string[];
  /** @returns whether it was taken */
  readonly onAdd: (path: string) => Promise<boolean>;
}

function AddFolder({ folders, onAdd }: AddFolderProps) {
  const t = useTranslations('machineSettings.folders');
  const isChanging = useSettings((settings) => settings.isChanging);
  const [path, setPath] = useState('');
  const [fault, setFault] = useState<FolderFault>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = folderFault(path, folders);
    setFault(found);
    if (found === undefined && !isChanging && (await onAdd(path.trim()))) {
      setPath('');
    }
  };
  return (
    <form className={machine.add} onSubmit={submit} aria-label={t('own')}>
      <TextInput
        classNames={{ error: classes.note }}
        size="sm"
        aria-label={t('path')}
        placeholder={t('path')}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        error={fault && t(`pathFaults.${fault}`, { most: folders.length })}
        value={path}
        onChange={({ currentTarget }) => {
          setFault(undefined);
          setPath(currentTarget.value);
        }}
      />
      <Button type="submit" size="sm" variant="default">
        {t('add')}
      </Button>
    </form>
  );
}
