// One connection as a row: when, where, for what, for which run, how much, and how it ended.

import { IconAlertCircle, IconBan, IconCheck, IconClock } from '@tabler/icons-react';
import { memo, useMemo, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { ConnectionOutcome, ConnectionRecord } from '../../shared/connections.ts';
import { conversationOf } from '../state/network.ts';
import { useView } from '../state/view.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useDetailText } from '../ui/error-text.ts';
import { useFormat } from '../ui/format.ts';
import { TextButton } from '../ui/text-button.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './privacy.module.css';
import { hostOf, lookOf, type OutcomeLook } from './privacy-lists.ts';
import { usePurposeWords } from './use-purpose-words.ts';

export const ConnectionRow = memo(function ConnectionRow({ record }: RecordProps) {
  const t = useTranslations('settings.privacy.connections.columns');
  const { bytes, moment } = useFormat();
  const clock = useClock();
  const purposeWords = usePurposeWords();
  const { at, sentBytes, receivedBytes, outcome } = record;
  return (
    <tr>
      <td data-column="at">
        <time dateTime={new Date(at).toISOString()} title={moment(at)}>
          {clock(at)}
        </time>
      </td>
      <th scope="row" data-column="host">
        {hostOf(record)}
      </th>
      <td data-column="purpose">{purposeWords(record)}</td>
      <td data-column="run">{record.run !== undefined && <RunLink record={record} />}</td>
      {outcome.how !== 'refused' && (
        <>
          <td data-column="sent" data-label={t('sent')}>
            {bytes(sentBytes)}
          </td>
          <td data-column="received" data-label={t('received')}>
            {bytes(receivedBytes)}
          </td>
        </>
      )}
      {/* Of what was refused there are no bytes, but a sentence. */}
      <td data-column="outcome" colSpan={outcome.how === 'refused' ? 3 : 1}>
        <Outcome outcome={outcome} />
      </td>
    </tr>
  );
});

/** The time of day to the second of milliseconds since 1970, in the same width for all. */
function useClock(): (at: number) => string {
  const locale = useLocale();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hourCycle: 'h23' });
    return (at) => format.format(at);
  }, [locale]);
}

interface RecordProps {
  readonly record: ConnectionRecord;
}

const ICONS: Readonly<Record<OutcomeLook, typeof IconCheck>> = {
  good: IconCheck,
  refused: IconBan,
  open: IconClock,
  bad: IconAlertCircle,
};

function Outcome({ outcome }: { readonly outcome: ConnectionOutcome }) {
  const words = useOutcomeWords();
  const look = lookOf(outcome);
  const Icon = ICONS[look];
  return (
    <span className={classes.outcome}>
      <Icon className={classes.icon} data-look={look} size={14} stroke={1.75} aria-hidden />
      <span>{words(outcome)}</span>
    </span>
  );
}

function useOutcomeWords(): (outcome: ConnectionOutcome) => string {
  const t = useTranslations('settings.privacy.connections.outcomes');
  const detailText = useDetailText();
  const { duration } = useFormat();
  return (outcome) => {
    switch (outcome.how) {
      case 'refused':
        return t('refused', { why: detailText(outcome.why) });
      case 'open':
        return t('open');
      case 'answered':
      case 'left': {
        const { how, status, durationMs } = outcome;
        return t(how, { status: String(status), time: duration(durationMs) });
      }
      case 'failed':
        return t('failed', { code: outcome.code, time: duration(outcome.durationMs) });
    }
  };
}

/** Opens the conversation, with the task beside it where it was for one. */
function RunLink({ record: { run = '', task, at } }: RecordProps) {
  const t = useTranslations('settings.privacy.connections');
  const clock = useClock();
  const { isBusy, error, act } = useAction();
  const [isGone, setGone] = useState(false);
  const open = () =>
    act(async () => {
      const conversation = await conversationOf(run);
      setGone(conversation === undefined);
      if (conversation !== undefined) {
        const { goTo, openPanel } = useView.getState();
        goTo(conversation);
        openPanel(run, task);
      }
    });
  const time = clock(at);
  return (
    <>
      <TextButton
        aria-label={task === undefined ? t('openRun', { time }) : t('openTask', { time, task })}
        disabled={isBusy}
        onClick={open}
      >
        {task === undefined ? t('run') : t('task', { task })}
      </TextButton>
      <span role="status">{isGone && t('runGone')}</span>
      {error && <ErrorNotice error={error} />}
    </>
  );
}
