// Who serves a model, and the setting that has it asked.

import { useTranslations } from 'use-intl';
import type { HubModel } from '../../shared/hub-models.ts';
import classes from './model-card.module.css';

export function CardHosting({ model }: { readonly model: HubModel }) {
  const t = useTranslations('models.card.hosting');
  const { id, tasks, providers } = model;
  const setting = JSON.stringify({ id, tasks })
    .replaceAll(/([,:])"/g, '$1 "')
    .replace(':[', ': [');
  return (
    <section aria-labelledby="card-hosting">
      <h3 id="card-hosting">{t('title')}</h3>
      {providers.length === 0 ? (
        <p className={classes.soft}>{t('none')}</p>
      ) : (
        <>
          <ul className={classes.providers}>
            {providers.map(({ name, task, isLive }) => (
              <li key={`${name} ${task}`}>
                <span className={classes.provider}>{name}</span>
                <span className={classes.soft}>
                  {task}
                  {!isLive && ` · ${t('notLive')}`}
                </span>
              </li>
            ))}
          </ul>
          {tasks.length > 0 && (
            <>
              <p className={classes.soft}>{t('how')}</p>
              <code className={classes.setting}>{setting}</code>
            </>
          )}
        </>
      )}
    </section>
  );
}
