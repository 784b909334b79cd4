// A step of reading Markdown: markup becomes the text that it is, as a paragraph where it stands alone.

export interface MarkdownNode {
  type: string;
  value?: string;
  children?: MarkdownNode[];
}

/** A plugin of remark. Where text runs on, markup stays within its line. */
export function markupAsText(): (tree: MarkdownNode) => void {
  return turnToText;
}

const RUNNING_TEXT: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'tableCell',
  'emphasis',
  'strong',
  'delete',
  'link',
  'linkReference',
]);

function turnToText(node: MarkdownNode): void {
  node.children = node.children?.map((child) => {
    turnToText(child);
    if (child.type !== 'html') {
      return child;
    }
    const text: MarkdownNode = { type: 'text', value: child.value ?? '' };
    return RUNNING_TEXT.has(node.type) ? text : { type: 'paragraph', children: [text] };
  });
}
