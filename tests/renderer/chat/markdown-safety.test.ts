import { describe, expect, it } from 'vitest';
import { linkTarget } from '../../../renderer/chat/link-target.ts';
import { type MarkdownNode, markupAsText } from '../../../renderer/chat/markup-as-text.ts';

describe('linkTarget', () => {
  it('leads to the web or a mailbox', () => {
    for (const url of ['https://example.org/a', 'http://localhost/', 'mailto:a@example.org']) {
      expect(linkTarget(url)).toBe(url);
    }
  });

  it('leads nowhere else', () => {
    const bad = ['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'data:text/html,x', 'file:///etc'];
    for (const url of [...bad, '/rpc', '//example.org', 'streamdown:incomplete-link', '']) {
      expect(linkTarget(url), url).toBeUndefined();
    }
  });
});

describe('markupAsText', () => {
  const html = (value: string): MarkdownNode => ({ type: 'html', value });

  it('makes a paragraph of markup that stands alone, and text of markup in a line', () => {
    const tree: MarkdownNode = {
      type: 'root',
      children: [
        html('<script>1</script>'),
        { type: 'paragraph', children: [{ type: 'strong', children: [html('<b>')] }] },
        { type: 'blockquote', children: [html('<i>')] },
      ],
    };
    markupAsText()(tree);
    const text = (value: string) => ({ type: 'text', value });
    expect(tree.children).toEqual([
      { type: 'paragraph', children: [text('<script>1</script>')] },
      { type: 'paragraph', children: [{ type: 'strong', children: [text('<b>')] }] },
      { type: 'blockquote', children: [{ type: 'paragraph', children: [text('<i>')] }] },
    ]);
  });
});
