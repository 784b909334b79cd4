// The way between the sections of the settings: a quiet list of links, with the one that is looked at.

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ScreenLink } from '../shell/screen-link.tsx';
import classes from './section-nav.module.css';
import { headingOf, SECTION_TITLES, type SettingsSection, settingsSections } from './sections.ts';

export function SectionNav() {
  const t = useTranslations();
  const looked = useLookedAt();
  return (
    <nav className={classes.nav} aria-label={t('machineSettings.sections')}>
      <ul className={classes.links}>
        {settingsSections().map((section) => (
          <li key={section}>
            <ScreenLink
              screen="settings"
              section={section}
              className={classes.link}
              aria-current={section === looked ? 'true' : undefined}
            >
              {t(SECTION_TITLES[section])}
            </ScreenLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The uppermost section of those that reach into the upper third of what is seen. */
function useLookedAt(): SettingsSection | undefined {
  const [seen, setSeen] = useState<ReadonlySet<Element>>(new Set());
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) =>
        setSeen((before) => {
          const shown = entries.flatMap((one) => (one.isIntersecting ? [one.target] : []));
          const gone = new Set(entries.map(({ target }) => target));
          return new Set([...before].filter((one) => !gone.has(one)).concat(shown));
        }),
      { rootMargin: '0px 0px -67%' },
    );
    for (const element of sectionElements().values()) {
      observer.observe(element);
    }
    return () => observer.disconnect();
  }, []);
  return [...sectionElements()].find(([, element]) => seen.has(element))?.[0];
}

function sectionElements(): ReadonlyMap<SettingsSection, Element> {
  return new Map(
    settingsSections().flatMap((name) => {
      const element = headingOf(name)?.closest('section');
      return element ? [[name, element] as const] : [];
    }),
  );
}
