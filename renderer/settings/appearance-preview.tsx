// A request and its answer in small, to judge size and contrast by without leaving the settings.

import { useTranslations } from 'use-intl';
import { KindIcon } from '../ui/kind-icon.tsx';
import { TaskStateIcon } from '../ui/task-state.tsx';
import classes from './appearance.module.css';

export function AppearancePreview() {
  const t = useTranslations('appearance.preview');
  const tasks = useTranslations('tasks');
  return (
    <figure className={classes.preview}>
      <figcaption className={classes.hint}>{t('title')}</figcaption>
      <p className={classes.request}>{t('request')}</p>
      <p className={classes.task}>
        <TaskStateIcon look="finished" />
        {tasks('names.image-to-text')}
        <KindIcon kind="text" />
        <code>image-to-text</code>
      </p>
      <p className={classes.answer}>{t('answer')}</p>
      <p className={classes.hint}>{t('aside')}</p>
    </figure>
  );
}
