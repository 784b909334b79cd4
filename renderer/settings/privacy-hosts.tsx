// The hosts that the program may have to ask, by whether the mode lets it.

import { IconBan, IconCheck } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { Destination } from '../../shared/connections.ts';
import type { Mode } from '../../shared/settings.ts';
import { useDetailText } from '../ui/error-text.ts';
import { useFormat } from '../ui/format.ts';
import classes from './privacy.module.css';
import { groupHosts, type HostGroup, type ListedHost } from './privacy-lists.ts';
import { usePurposeWords } from './use-purpose-words.ts';

interface PrivacyHostsProps {
  readonly mode: Mode;
  readonly destinations: readonly Destination[];
}

export function PrivacyHosts({ mode, destinations }: PrivacyHostsProps) {
  const t = useTranslations('settings.privacy.hosts');
  return (
    <div className={classes.groups}>
      {groupHosts(destinations).map((group) => (
        <Hosts key={group.refusal?.text ?? ''} group={group} mode={mode} />
      ))}
      <p className={classes.note}>{t(`addresses.${mode === 'local' ? 'local' : 'others'}`)}</p>
    </div>
  );
}

interface HostsProps {
  readonly group: HostGroup;
  readonly mode: Mode;
}

function Hosts({ group: { refusal, hosts }, mode }: HostsProps) {
  const t = useTranslations('settings.privacy.hosts');
  const detailText = useDetailText();
  const title = useId();
  const isAllowed = refusal === undefined;
  const isLocal = mode === 'local'; // then the reason is the same for all
  const Icon = isAllowed ? IconCheck : IconBan;
  return (
    <div>
      <p id={title} className={classes.verdict}>
        <Icon
          className={classes.icon}
          data-look={isAllowed ? 'good' : 'refused'}
          size={14}
          stroke={1.75}
          aria-hidden
        />
        {isAllowed
          ? t('allowed')
          : isLocal
            ? t('refusedLocal')
            : t('refused', { why: detailText(refusal) })}
      </p>
      <HostList hosts={hosts} label={title} />
    </div>
  );
}

interface HostListProps {
  readonly hosts: readonly ListedHost[];
  /** The id of what names the list. */
  readonly label: string;
}

export function HostList({ hosts, label }: HostListProps) {
  const purposeWords = usePurposeWords();
  const { list } = useFormat();
  return (
    <ul className={classes.hosts} aria-labelledby={label}>
      {hosts.map(({ origin, uses }) => (
        <li key={origin}>
          <span className={classes.origin}>{origin}</span>
          <span className={classes.uses}>{list(uses.map(purposeWords))}</span>
        </li>
      ))}
    </ul>
  );
}
