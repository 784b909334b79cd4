// The conversations whose files take most, each with the button that deletes it, and that brings it back.

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationUse } from '../../shared/storage.ts';
import { engine } from '../api/client.ts';
import { useConversations } from '../state/conversations.ts';
import { useView } from '../state/view.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Fold } from '../ui/fold.tsx';
import { useFormat } from '../ui/format.ts';
import { TextButton } from '../ui/text-button.tsx';
import { useAction } from '../ui/use-action.ts';
import settings from './settings.module.css';
import classes from './storage.module.css';

interface BiggestProps {
  readonly conversations: readonly ConversationUse[];
  readonly onChange: () => Promise<void>;
}

export function BiggestConversations({ conversations, onChange }: BiggestProps) {
  const t = useTranslations('storage.conversations');
  const { count } = useFormat();
  const [said, say] = useState('');
  const isNone = conversations.length === 0;
  return (
    <Fold title={t('title')} aside={isNone ? t('none') : count(conversations.length)}>
      <ul className={settings.list}>
        {conversations.map((one) => (
          <Conversation key={one.id} conversation={one} onChange={onChange} say={say} />
        ))}
      </ul>
      <p role="status" className={classes.note}>
        {said}
      </p>
      <p className={classes.note}>{t('note')}</p>
    </Fold>
  );
}

interface ConversationProps {
  readonly conversation: ConversationUse;
  readonly onChange: BiggestProps['onChange'];
  readonly say: (words: string) => void;
}

function Conversation({ conversation, onChange, say }: ConversationProps) {
  const t = useTranslations('storage.conversations');
  const format = useFormat();
  const { isBusy, error, act } = useAction();
  const { id, title, bytes, count, isDeleted } = conversation;
  const remove = () =>
    act(async () => {
      await engine.conversations.remove({ id });
      useConversations.getState().apply([{ type: 'removed', conversation: id }]);
      say(t('gone', { title }));
      await onChange();
    });
  const restore = () =>
    act(async () => {
      const back = await engine.conversations.restore({ id });
      useConversations.getState().apply([{ type: 'conversation', conversation: back }]);
      say(t('back', { title }));
      await onChange();
    });
  return (
    <li className={classes.conversation}>
      <div className={classes.words}>
        {isDeleted ? (
          <span className={classes.deleted}>
            {title} ({t('deleted')})
          </span>
        ) : (
          <TextButton onClick={() => useView.getState().goTo(id)}>{title}</TextButton>
        )}
        <span className={classes.count}>{t('files', { bytes: format.bytes(bytes), count })}</span>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={isDeleted ? t('restoreOne', { title }) : t('deleteOne', { title })}
        loading={isBusy}
        onClick={isDeleted ? restore : remove}
      >
        {isDeleted ? t('restore') : t('delete')}
      </Button>
      {error && <ErrorNotice error={error} />}
    </li>
  );
}
