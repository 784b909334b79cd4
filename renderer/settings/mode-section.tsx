// The mode: what each of the three means, and the change from one to another. What lets more out of this
// machine asks first.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ErrorReport } from '../../shared/errors.ts';
import { MODES, type Mode } from '../../shared/settings.ts';
import screen from '../shell/screen-body.module.css';
import { useSettings } from '../state/settings.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import classes from './machine-settings.module.css';
import { ModeCard } from './mode-card.tsx';
import { type AskedMode, ModeConfirmation } from './mode-confirmation.tsx';
import { RunsNote } from './runs-note.tsx';
import { useFocusOnceGone } from './use-focus-once-gone.ts';

export function ModeSection({ mode }: { readonly mode: Mode }) {
  const t = useTranslations('machineSettings');
  const { going, asked, changed, error, choose, goTo, stay } = useModeChange(mode);
  const cards = useFocusOnceGone<HTMLFieldSetElement>(
    going !== undefined || asked !== undefined,
    'input:checked',
  );
  return (
    <section aria-labelledby="settings-mode">
      <div className={screen.head}>
        <h2 id="settings-mode">{t('mode.title')}</h2>
        <p className={screen.aside}>{t('mode.hint')}</p>
      </div>
      <fieldset
        ref={cards}
        className={classes.modes}
        aria-labelledby="settings-mode"
        onKeyDown={({ key }) => key === 'Escape' && stay()}
      >
        {MODES.map((one) => (
          <ModeCard
            key={one}
            mode={one}
            isUsed={one === mode}
            isChosen={one === (going ?? asked ?? mode)}
            onChoose={() => choose(one)}
          />
        ))}
      </fieldset>
      <div className={classes.under}>
        <p role="status" className={classes.status} data-asks={asked !== undefined && !going}>
          {going
            ? t('reopening')
            : asked
              ? t(`mode.questions.${asked}`)
              : changed === mode && t(`mode.changed.${changed}`)}
        </p>
        {asked && (
          <ModeConfirmation
            mode={mode}
            wanted={asked}
            isGoing={going !== undefined}
            onGo={() => goTo(asked)}
            onStay={stay}
          />
        )}
        <RunsNote />
        {error && <ErrorNotice error={error} />}
      </div>
    </section>
  );
}

function useModeChange(mode: Mode) {
  const { isChanging, change } = useSettings();
  const [going, setGoing] = useState<Mode>();
  const [asked, setAsked] = useState<AskedMode>();
  const [changed, setChanged] = useState<Mode>();
  const [error, setError] = useState<ErrorReport>();
  const goTo = async (wanted: Mode) => {
    setGoing(wanted);
    setError(undefined);
    const refused = await change({ mode: wanted });
    setError(refused);
    setGoing(undefined);
    if (refused === undefined) {
      setAsked(undefined);
      setChanged(wanted);
    }
  };
  const stay = () => {
    setAsked(undefined);
    setError(undefined);
  };
  const choose = (wanted: Mode) => {
    if (isChanging) {
      return;
    }
    setChanged(undefined);
    setError(undefined);
    setAsked(wanted === mode || wanted === 'local' ? undefined : wanted);
    if (wanted === 'local' && mode !== 'local') {
      void goTo(wanted);
    }
  };
  return { going, asked, changed, error, choose, goTo, stay };
}
