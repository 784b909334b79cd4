// What the conversation is called, over the chat.

import { VisuallyHidden } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ScreenHeader } from '../shell/screen-header.tsx';
import { useConversations } from '../state/conversations.ts';
import { useView } from '../state/view.ts';

export function ChatHeader() {
  const t = useTranslations('chat');
  const conversation = useView((view) => view.conversation);
  const title = useConversations(({ all }) => all.find(({ id }) => id === conversation)?.title);
  const named = title ?? <VisuallyHidden>{t('conversation')}</VisuallyHidden>;
  return <ScreenHeader title={conversation === undefined ? t('newTitle') : named} hint={title} />;
}
