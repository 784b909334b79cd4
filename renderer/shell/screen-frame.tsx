// The frame of a screen that is not the chat: its header, its column, what it shows while it comes and
// where it can't be had. It brings the words of such screens, which those around it do not have.

import type { ReactNode } from 'react';
import { IntlProvider, useLocale } from 'use-intl';
import type { ErrorReport } from '../../shared/errors.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ALL_MESSAGES } from '../words/all-messages.ts';
import classes from './screen-body.module.css';
import { ScreenHeader } from './screen-header.tsx';
import { useNoDrop } from './use-no-drop.ts';

export function WithAllWords({ children }: { readonly children: ReactNode }) {
  const locale = useLocale();
  return (
    <IntlProvider locale={locale} messages={ALL_MESSAGES[locale]}>
      {children}
    </IntlProvider>
  );
}

interface ScreenFrameProps {
  readonly title: string;
  /** Why what it shows could not be had at the last try. */
  readonly error: ErrorReport | undefined;
  readonly onRetry: () => void;
  /** Said while nothing is there yet. */
  readonly loading: string;
  /** What stands beside the column where there is room, else over it. */
  readonly aside?: ReactNode;
  /** Undefined until it is there. */
  readonly children: ReactNode | undefined;
}

export function ScreenFrame(props: ScreenFrameProps) {
  const { title, error, onRetry, loading, aside, children } = props;
  useNoDrop();
  return (
    <div className={classes.screen}>
      <ScreenHeader title={title} />
      <div className={classes.body}>
        <div className={classes.columns} data-aside={aside !== undefined}>
          {aside && <div className={classes.asideColumn}>{aside}</div>}
          <div className={classes.column}>
            {error && <ErrorNotice error={error} onRecover={onRetry} />}
            {children ?? (error === undefined && <Loading words={loading} />)}
          </div>
        </div>
      </div>
    </div>
  );
}

/** The widths of the bars that stand for lines, in per cent. */
const BARS = [22, 58, 46, 71, 64, 52];

export function Loading({ words }: { readonly words: string }) {
  return (
    <div role="status" className={classes.loading}>
      <p>{words}</p>
      {BARS.map((width) => (
        <div key={width} className={classes.bar} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
