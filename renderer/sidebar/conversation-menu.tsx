// What can be done with one conversation.

import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDots,
  IconFileExport,
  IconPencil,
  IconPin,
  IconPinnedOff,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import classes from './conversation-row.module.css';

interface ConversationMenuProps {
  readonly title: string;
  readonly isPinned: boolean;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly onRename: () => void;
  readonly onPin: () => void;
  readonly onExport: () => void;
  readonly onDelete: () => void;
}

export function ConversationMenu(props: ConversationMenuProps) {
  const { title, isPinned, isOpen, onOpenChange, onRename, onPin, onExport, onDelete } = props;
  const t = useTranslations('sidebar');
  const PinIcon = isPinned ? IconPinnedOff : IconPin;
  return (
    // The row says where the focus goes, since the menu's button may be gone with it.
    <Menu
      opened={isOpen}
      onChange={onOpenChange}
      position="bottom-start"
      width={200}
      returnFocus={false}
    >
      <Menu.Target>
        <ActionIcon
          className={classes.more}
          variant="subtle"
          color="gray"
          size={24}
          tabIndex={-1}
          aria-label={t('more', { title })}
        >
          <IconDots size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={16} stroke={1.5} />}
          rightSection={<kbd className={classes.key}>F2</kbd>}
          onClick={onRename}
        >
          {t('rename')}
        </Menu.Item>
        <Menu.Item leftSection={<PinIcon size={16} stroke={1.5} />} onClick={onPin}>
          {t(isPinned ? 'unpin' : 'pin')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileExport size={16} stroke={1.5} />} onClick={onExport}>
          {t('export')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash size={16} stroke={1.5} />}
          rightSection={<kbd className={classes.key}>Del</kbd>}
          onClick={onDelete}
        >
          {t('delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
