// Copies a text, and says for a moment that it did.

import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { IconAction } from '../ui/icon-action.tsx';

interface CopyActionProps {
  readonly label: string;
  readonly text: () => string;
}

export function CopyAction({ label, text }: CopyActionProps) {
  const t = useTranslations('chat');
  const { copied, copy } = useClipboard({ timeout: 1500 });
  const Icon = copied ? IconCheck : IconCopy;
  return (
    <IconAction label={copied ? t('copied') : label} onClick={() => copy(text())}>
      <Icon size={16} stroke={1.5} aria-hidden />
    </IconAction>
  );
}
