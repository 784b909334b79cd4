// Markdown as it streams, drawn with elements of our own. Markup in it is text, pictures from elsewhere
// are their names, and links lead outside by themselves only when they are clicked.

import type { ComponentProps } from 'react';
import { type Components, defaultRemarkPlugins, type ExtraProps, Streamdown } from 'streamdown';
import { useTranslations } from 'use-intl';
import { CodeBlock } from './code-block.tsx';
import { linkTarget } from './link-target.ts';
import classes from './markdown.module.css';
import { markupAsText } from './markup-as-text.ts';

interface MarkdownProps {
  readonly text: string;
  readonly isStreaming: boolean;
}

export function Markdown({ text, isStreaming }: MarkdownProps) {
  return (
    <Streamdown
      className={classes.markdown}
      components={COMPONENTS}
      remarkPlugins={REMARK_PLUGINS}
      // Without the plugin that parses HTML, markup can't become elements.
      rehypePlugins={NONE}
      urlTransform={linkTarget}
      linkSafety={NO_QUESTION}
      controls={false}
      parseIncompleteMarkdown={isStreaming}
      dir="auto"
    >
      {text}
    </Streamdown>
  );
}

const REMARK_PLUGINS = [...Object.values(defaultRemarkPlugins), markupAsText];
const NONE: [] = [];
const NO_QUESTION = { enabled: false };

type ElementProps<Tag extends 'a' | 'img' | 'table' | 'code'> = ComponentProps<Tag> & ExtraProps;

function Link({ href, children }: ElementProps<'a'>) {
  return href === undefined ? (
    <span>{children}</span>
  ) : (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

function Picture({ alt, title }: ElementProps<'img'>) {
  const t = useTranslations('chat.answer');
  return <span className={classes.picture}>{t('picture', { name: alt || title || '…' })}</span>;
}

function Table({ children }: ElementProps<'table'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className={classes.table} tabIndex={0}>
      <table>{children}</table>
    </div>
  );
}

function InlineCode({ children }: ElementProps<'code'>) {
  return <code>{children}</code>;
}

/** Every element that streamdown has a look of its own for: its classes mean nothing here. */
const COMPONENTS: Components = {
  a: Link,
  img: Picture,
  table: Table,
  inlineCode: InlineCode,
  code: CodeBlock,
  ...{ p: 'p', ul: 'ul', ol: 'ol', li: 'li', blockquote: 'blockquote', hr: 'hr' },
  ...{ h1: 'h3', h2: 'h4', h3: 'h5', h4: 'h6', h5: 'h6', h6: 'h6' },
  ...{ thead: 'thead', tbody: 'tbody', tr: 'tr', th: 'th', td: 'td' },
  ...{ strong: 'strong', sup: 'sup', sub: 'sub', section: 'section' },
};
