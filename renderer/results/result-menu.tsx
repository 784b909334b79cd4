// The one menu of everything that a task made: copy, download, use as input, show in folder, in this
// order everywhere. What a thing can't do is left out.

import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowForwardUp,
  IconCheck,
  IconCopy,
  IconDots,
  IconDownload,
  IconFolderOpen,
} from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { downloadUrl, type FileOfRun } from '../api/upload.ts';
import classes from './result-menu.module.css';
import { canReveal, useResultActions } from './use-result-actions.ts';

/** A file, or a text that is none yet, with the name that it gets when it is saved. */
export type Result =
  | { readonly type: 'file'; readonly file: FileOfRun }
  | { readonly type: 'text'; readonly text: string; readonly name: string };

export function ResultMenu({ result }: { readonly result: Result }) {
  const t = useTranslations('results');
  const { said, copy, saveText, useAsInput, reveal } = useResultActions(result);
  const name = result.type === 'file' ? result.file.name : t('textOf');
  return (
    <span className={classes.menu}>
      <span role="status" className={classes.said}>
        {said !== undefined && t(`menu.${said}`)}
      </span>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon
            className={classes.target}
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t('menu.label', { name })}
          >
            {said === 'copied' || said === 'attached' ? (
              <IconCheck size={16} stroke={1.5} />
            ) : (
              <IconDots size={16} stroke={1.5} />
            )}
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {copy !== undefined && (
            <Menu.Item leftSection={<IconCopy size={16} stroke={1.5} />} onClick={copy}>
              {t('menu.copy')}
            </Menu.Item>
          )}
          {result.type === 'file' ? (
            <Menu.Item
              component="a"
              href={downloadUrl(result.file)}
              download={result.file.name}
              leftSection={<IconDownload size={16} stroke={1.5} />}
            >
              {t('menu.download')}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconDownload size={16} stroke={1.5} />} onClick={saveText}>
              {t('menu.download')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconArrowForwardUp size={16} stroke={1.5} />}
            onClick={useAsInput}
          >
            {t('menu.useAsInput')}
          </Menu.Item>
          {result.type === 'file' && canReveal() && (
            <Menu.Item leftSection={<IconFolderOpen size={16} stroke={1.5} />} onClick={reveal}>
              {t('menu.reveal')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
