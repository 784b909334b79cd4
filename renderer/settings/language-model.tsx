// What conducts: one language model or the built-in rules for all stages, others for some, and the
// servers that are found on this machine.

import { useTranslations } from 'use-intl';
import type { ControllersOverview } from '../../shared/controller-listing.ts';
import { STAGES } from '../../shared/controllers.ts';
import screen from '../shell/screen-body.module.css';
import { Fold } from '../ui/fold.tsx';
import { ChoiceForm } from './choice-form.tsx';
import { Discovery } from './discovery.tsx';
import classes from './settings.module.css';
import { useChoiceName } from './use-choice-name.ts';

export function LanguageModel({ overview }: { readonly overview: ControllersOverview }) {
  const t = useTranslations('settings.model');
  const choiceName = useChoiceName();
  const { choices } = overview;
  return (
    <section aria-labelledby="settings-model">
      <div className={screen.head}>
        <h2 id="settings-model">{t('title')}</h2>
        <p className={screen.aside}>{t('now', { name: choiceName(choices.default) })}</p>
      </div>
      <div className={screen.rows}>
        <div className={classes.row}>
          <ChoiceForm overview={overview} stage="default" />
        </div>
        <StageChoices overview={overview} />
        <Discovery />
      </div>
    </section>
  );
}

function StageChoices({ overview }: { readonly overview: ControllersOverview }) {
  const t = useTranslations('settings.model.stages');
  const { choices } = overview;
  const differing = STAGES.filter((stage) => choices[stage] !== undefined);
  return (
    <Fold title={t('open')} aside={t('differ', { count: differing.length })}>
      <div className={classes.stages}>
        {STAGES.map((stage) => (
          <ChoiceForm key={stage} overview={overview} stage={stage} />
        ))}
      </div>
    </Fold>
  );
}
