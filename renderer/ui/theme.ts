// Mantine in the clothes of tokens.css: its components take their colours and sizes from there.

import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Mantine wants ten shades; the accent's own light and dark come from the tokens. */
const INDIGO: MantineColorsTuple = [
  '#eef0ff',
  '#dfe2fd',
  '#bfc4f6',
  '#9ca3ef',
  '#7f87e9',
  '#6c75e6',
  '#5c62d8',
  '#5055bd',
  '#464ba8',
  '#3b3f92',
];

/** The greys of the dark side, with the tint of tokens.css; inputs are the seventh, menus the same. */
const DARK: MantineColorsTuple = [
  '#e6e8ee',
  '#b9bdc9',
  '#989daa',
  '#6f7482',
  '#474b58',
  '#2f333d',
  '#1f2229',
  '#17191f',
  '#121419',
  '#0e0f13',
];

/**
 * What floats is put into the landmark of the screen: beside all landmarks, at the end of the page, readers
 * that go from one to the next would never come to it.
 */
const inMain = { portalProps: { target: '#chat' } } as const;

export const theme = createTheme({
  primaryColor: 'indigo',
  colors: { indigo: INDIGO, dark: DARK },
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: {
    xs: 'var(--text-xs)',
    sm: 'var(--text-sm)',
    md: 'var(--text-md)',
    lg: 'var(--text-lg)',
    xl: 'var(--text-xl)',
  },
  defaultRadius: 'var(--radius-control)',
  respectReducedMotion: true,
  cursorType: 'pointer',
  headings: { fontWeight: '600' },
  components: {
    // Seen by those who come with the keyboard, too.
    Tooltip: { defaultProps: { ...inMain, events: { hover: true, focus: true, touch: false } } },
    // Its first item gets the focus; an empty element that would have it instead is no item of a menu.
    Menu: { defaultProps: { ...inMain, withInitialFocusPlaceholder: false } },
  },
});

const SHARED = {
  '--mantine-color-body': 'var(--page)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-faint)',
  '--mantine-color-placeholder': 'var(--ink-faint)',
  '--mantine-color-default': 'var(--card)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-anchor': 'var(--accent-ink)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-primary-color-light': 'var(--accent-soft)',
  '--mantine-primary-color-light-color': 'var(--accent-ink)',
  '--mantine-color-indigo-filled': 'var(--accent)',
  '--mantine-color-indigo-filled-hover': 'var(--accent-hover)',
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: SHARED,
  dark: SHARED,
});
