// What a person should know of a source before it conducts: where what is sent goes, where its key comes
// from, why it is not asked.

import {
  IconAlertTriangle,
  IconCloudUp,
  IconDeviceDesktop,
  IconKey,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { ConnectionListing } from '../../shared/controller-listing.ts';
import { useDetailText } from '../ui/error-text.ts';
import { TextButton } from '../ui/text-button.tsx';
import { leadToKey } from './lead-to-key.ts';
import classes from './settings.module.css';

interface ConnectionFactsProps {
  readonly source: string;
  readonly connection: ConnectionListing | undefined;
}

export function ConnectionFacts({ source, connection }: ConnectionFactsProps) {
  const detailText = useDetailText();
  const t = useTranslations('settings.model');
  if (source === 'rules' || source === 'local') {
    const words = t(source === 'rules' ? 'rulesHint' : 'localHint');
    return (
      <ul className={classes.facts}>
        <Fact icon={IconDeviceDesktop} words={words} />
      </ul>
    );
  }
  if (source === '') {
    return null;
  }
  if (connection === undefined) {
    return (
      <ul className={classes.facts}>
        <Fact icon={IconAlertTriangle} words={t('gone', { name: source })} isWarning />
      </ul>
    );
  }
  const { isHere, baseUrl: address, refusal } = connection;
  return (
    <ul className={classes.facts}>
      {address === undefined ? (
        <Fact icon={IconAlertTriangle} words={t('noAddress')} isWarning />
      ) : (
        <Fact
          icon={isHere ? IconDeviceDesktop : IconCloudUp}
          words={t(isHere ? 'here' : 'away', { address })}
        />
      )}
      <KeyFact connection={connection} />
      {refusal !== undefined && (
        <Fact
          icon={IconAlertTriangle}
          words={t('refused', { why: detailText(refusal) })}
          isWarning
        />
      )}
    </ul>
  );
}

function KeyFact({ connection }: { readonly connection: ConnectionListing }) {
  const t = useTranslations('settings.model');
  const lead = useTranslations('keys')('lead');
  const { needsKey, hasKey, keySource, keyVariable: variable } = connection;
  if (hasKey) {
    const words = t(keySource === 'stored' ? 'keptKey' : 'hasKey', { variable });
    return <Fact icon={IconKey} words={words} />;
  }
  return needsKey ? (
    <Fact icon={IconAlertTriangle} words={t('noKey', { variable })} isWarning>
      <TextButton fz="inherit" py={0} onClick={() => leadToKey(variable)}>
        {lead}
      </TextButton>
    </Fact>
  ) : null;
}

interface FactProps {
  readonly icon: TablerIcon;
  readonly words: string;
  readonly isWarning?: boolean;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

function Fact({ icon: Icon, words, isWarning = false, children }: FactProps) {
  return (
    <li className={classes.fact} data-warning={isWarning}>
      <Icon className={classes.factIcon} size={14} stroke={1.5} aria-hidden />
      <span>
        {words} {children}
      </span>
    </li>
  );
}
