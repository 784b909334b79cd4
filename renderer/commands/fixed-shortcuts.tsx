// The keys of single parts of the screen, to be read.

import { useTranslations } from 'use-intl';
import { FIXED_KEYS } from './fixed-keys.ts';
import { KeyCaps } from './key-caps.tsx';
import { misfit } from './match.ts';
import classes from './shortcut-sheet.module.css';

export function FixedShortcuts({ typed }: { readonly typed: string }) {
  const areas = useFixedAreas();
  return areas.map(({ title, rows }) => {
    const fitting = rows.filter(({ name }) => misfit(typed, [name, title]) !== undefined);
    return (
      fitting.length > 0 && (
        <section key={title} aria-label={title}>
          <h3 className={classes.area}>{title}</h3>
          <ul className={classes.rows}>
            {fitting.map(({ name, keys }) => (
              <li key={name} className={classes.row}>
                <span className={classes.name}>{name}</span>
                <span className={classes.keys}>
                  {keys.map((chord) => (
                    <KeyCaps key={chord} chord={chord} />
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )
    );
  });
}

interface FixedRow {
  readonly name: string;
  readonly keys: readonly string[];
}

function useFixedAreas(): readonly {
  readonly title: string;
  readonly rows: readonly FixedRow[];
}[] {
  const t = useTranslations('commands.shortcuts.fixed');
  const { composer, conversations, graph, gallery } = FIXED_KEYS;
  return [
    {
      title: t('areas.composer'),
      rows: [
        { name: t('composer.send'), keys: composer.send },
        { name: t('composer.newLine'), keys: composer.newLine },
        { name: t('composer.editLast'), keys: composer.editLast },
        { name: t('composer.leaveEdit'), keys: composer.leaveEdit },
      ],
    },
    {
      title: t('areas.conversations'),
      rows: [
        { name: t('conversations.move'), keys: conversations.move },
        { name: t('conversations.rename'), keys: conversations.rename },
        { name: t('conversations.remove'), keys: conversations.remove },
        { name: t('conversations.undo'), keys: conversations.undo },
      ],
    },
    {
      title: t('areas.graph'),
      rows: [
        { name: t('graph.walk'), keys: graph.walk },
        { name: t('graph.openTask'), keys: graph.openTask },
        { name: t('graph.zoom'), keys: graph.zoom },
        { name: t('graph.all'), keys: graph.all },
      ],
    },
    {
      title: t('areas.gallery'),
      rows: [
        { name: t('gallery.walk'), keys: gallery.walk },
        { name: t('gallery.open'), keys: gallery.open },
        { name: t('gallery.pick'), keys: gallery.pick },
        { name: t('gallery.zoom'), keys: gallery.zoom },
      ],
    },
  ];
}
