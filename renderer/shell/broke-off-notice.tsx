// One quiet line after a start that found the program or its window broken off, until it is closed.

import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { BrokeOff } from '../../shared/diagnostics.ts';
import { useView } from '../state/view.ts';
import { useFormat } from '../ui/format.ts';
import { IconAction } from '../ui/icon-action.tsx';
import { TextButton } from '../ui/text-button.tsx';
import classes from './connection-notice.module.css';
import { WithAllWords } from './screen-frame.tsx';

/** When the last break was that the person has seen, in milliseconds since 1970. */
const SEEN = 'ensemble.broke-off-seen';

export function BrokeOffNotice({ brokeOff }: { readonly brokeOff: BrokeOff }) {
  const { at } = brokeOff;
  const [isSeen, setSeen] = useState(() => localStorage.getItem(SEEN) === String(at));
  const close = () => {
    localStorage.setItem(SEEN, String(at));
    setSeen(true);
  };
  return (
    <div role="status">
      {!isSeen && (
        <WithAllWords>
          <Words brokeOff={brokeOff} onClose={close} />
        </WithAllWords>
      )}
    </div>
  );
}

interface WordsProps {
  readonly brokeOff: BrokeOff;
  readonly onClose: () => void;
}

function Words({ brokeOff: { at, what }, onClose }: WordsProps) {
  const t = useTranslations('diagnostics.brokeOff');
  const { moment } = useFormat();
  const look = () => {
    onClose();
    useView.getState().openSettings('diagnostics');
  };
  return (
    <div className={classes.notice}>
      {t(what, { time: moment(at) })} <TextButton onClick={look}>{t('look')}</TextButton>{' '}
      <IconAction label={t('close')} size={20} onClick={onClose}>
        <IconX size={14} stroke={1.75} aria-hidden />
      </IconAction>
    </div>
  );
}
