// What is wrong with how a page is laid out, measured on the page itself: text that is cut off or covered,
// controls that can't be reached, a page that scrolls sideways.

import type { Page } from 'playwright-core';
import { settle } from './visit.ts';

/** Empty where all is well. */
export async function layoutFaults(page: Page): Promise<readonly string[]> {
  await settle(page);
  return page.evaluate(() => {
    const faults = new Set<string>();
    const CONTROLS =
      'button, a[href], input, select, textarea, summary, [role="menuitem"], [tabindex="0"]';
    /** Pixels that rounding may take. */
    const SLACK = 1.5;
    const say = (what: string, element: Element, more = '') => {
      const words = (element.textContent ?? '').trim().slice(0, 40);
      faults.add(
        `${what}: <${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> “${words}” ${more}`,
      );
    };
    const isShown = (element: Element) =>
      element.checkVisibility({
        visibilityProperty: true,
        opacityProperty: true,
        contentVisibilityAuto: true,
      }) &&
      // Hidden from eyes on purpose, and the way past the list, which comes when it has the focus.
      element.closest(
        '[class*="skip"], .mantine-VisuallyHidden-root, [inert], [data-open="false"]',
      ) === null &&
      !ancestors(element).some((one) => one.clientWidth === 1 && one.clientHeight === 1);
    /** The graph is moved by hand and cuts its previews, as the picture in a viewer does. */
    const isCanvas = (element: Element) =>
      element.closest('.react-flow, [class*="yarl"], [class*="room"]') !== null;
    const ancestors = (element: Element): Element[] => {
      const found: Element[] = [];
      for (let one: Element | null = element; one !== null; one = one.parentElement) {
        found.push(one);
      }
      return found;
    };
    const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
    const cuts = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
    const isMeantToBeCut = (style: CSSStyleDeclaration) =>
      style.textOverflow === 'ellipsis' ||
      style.webkitLineClamp !== 'none' ||
      style.maskImage !== 'none';

    /** Where text or a control may be seen sideways, and whether something scrolls to it. */
    const judge = (element: Element, whole: DOMRect, what: string) => {
      let rect = whole;
      for (const one of ancestors(element)) {
        const style = getComputedStyle(one);
        const box = one.getBoundingClientRect();
        if (isMeantToBeCut(style)) {
          rect = within(rect, box);
          if (rect.width === 0 || rect.height === 0) {
            return;
          }
        }
        if (
          scrolls(style.overflowX) &&
          one.scrollWidth > one.clientWidth + SLACK &&
          one.matches('[class*="scroller"], [class*="table"], pre, [class*="tabs"]')
        ) {
          return;
        }
        if (scrolls(style.overflowX) && one.scrollWidth > one.clientWidth + SLACK) {
          const wide = [...one.querySelectorAll('*')]
            .filter(isShown)
            .filter(
              (inner) =>
                inner.getBoundingClientRect().right >
                one.getBoundingClientRect().left + one.clientWidth + SLACK,
            )
            .at(-1);
          say(
            'scrolls sideways',
            one,
            `${one.scrollWidth} > ${one.clientWidth}: ${wide?.outerHTML.slice(0, 90)}`,
          );
          return;
        }
        if (
          cuts(style.overflowX) &&
          (rect.right > box.right + SLACK || rect.left < box.left - SLACK)
        ) {
          say(`${what} is cut off at its side`, element, `by ${one.getAttribute('class')}`);
          return;
        }
        if (
          cuts(style.overflowY) &&
          (rect.bottom > box.bottom + SLACK * 2 || rect.top < box.top - SLACK * 2) &&
          !one.matches('html, body') &&
          !scrolledWithin(element, one)
        ) {
          say(`${what} is cut off at its height`, element, `by ${one.getAttribute('class')}`);
          return;
        }
        if (style.position === 'fixed') {
          break;
        }
      }
      if (rect.right > innerWidth + SLACK || rect.left < -SLACK) {
        say(
          `${what} stands out of the page`,
          element,
          `${Math.round(rect.left)}–${Math.round(rect.right)} of ${innerWidth}`,
        );
      }
    };
    /** A sheet, a hint, a head that stays while a list scrolls, and the button that leads to the end. */
    const liesOver = (hit: Element, element: Element) =>
      ancestors(hit).some(
        (one) =>
          !one.contains(element) &&
          (['fixed', 'sticky'].includes(getComputedStyle(one).position) ||
            one.matches('[class*="toEnd"], [role="tooltip"]')),
      );
    const within = (rect: DOMRect, box: DOMRect) => {
      const [left, top] = [Math.max(rect.left, box.left), Math.max(rect.top, box.top)];
      const [right, bottom] = [Math.min(rect.right, box.right), Math.min(rect.bottom, box.bottom)];
      return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    };
    /** What of a text can be seen: within all that cuts it or scrolls it. */
    const seenOf = (element: Element, rect: DOMRect) =>
      ancestors(element).reduce((seen, one) => {
        const { overflowX, overflowY } = getComputedStyle(one);
        return overflowX === 'visible' && overflowY === 'visible'
          ? seen
          : within(seen, one.getBoundingClientRect());
      }, rect);
    const texts: { element: Element; rect: DOMRect }[] = [];
    const scrolledWithin = (element: Element, outer: Element) =>
      ancestors(element).some(
        (one) => outer.contains(one) && one !== outer && scrolls(getComputedStyle(one).overflowY),
      );

    const open = [...document.querySelectorAll('[role="dialog"], [role="menu"]')]
      .filter(isShown)
      .at(-1);
    const shown = open ?? document.body;
    if (document.documentElement.scrollWidth > innerWidth) {
      faults.add('the page scrolls sideways');
    }
    const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (
        element === null ||
        !node.textContent?.trim() ||
        !isShown(element) ||
        isCanvas(element) ||
        element.closest('style, script, svg, option') !== null
      ) {
        continue;
      }
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        judge(element, rect, 'text');
        const seen = seenOf(element, rect);
        if (seen.width > 0 && seen.height > 0) {
          texts.push({ element, rect: seen });
        }
      }
    }
    for (const [place, one] of texts.entries()) {
      for (const other of texts.slice(place + 1)) {
        const { width, height } = within(one.rect, other.rect);
        const isApart =
          one.element === other.element ||
          liesOver(one.element, other.element) ||
          liesOver(other.element, one.element);
        // Letters fill about the middle half of their line.
        if (!isApart && width > 3 && height > Math.min(one.rect.height, other.rect.height) / 2) {
          say(
            'text lies over text',
            one.element,
            `and “${other.element.textContent?.trim().slice(0, 30)}”`,
          );
        }
      }
    }
    for (const control of shown.querySelectorAll(CONTROLS)) {
      if (!isShown(control) || isCanvas(control)) {
        continue;
      }
      const rect = control.getBoundingClientRect();
      if (rect.width > 1) {
        judge(control, rect, 'control');
        const isScrolledTo = ancestors(control).some((one) =>
          scrolls(getComputedStyle(one).overflowY),
        );
        if (!isScrolledTo && (rect.bottom > innerHeight + SLACK || rect.top < -SLACK)) {
          say(
            'control is above or below the page',
            control,
            `${Math.round(rect.top)}–${Math.round(rect.bottom)} of ${innerHeight}`,
          );
        }
      }
      if (
        control.matches(
          'textarea, input:not([type]), input[type="text"], input[type="search"], select',
        ) &&
        control.clientHeight + SLACK * 2 < Number.parseFloat(getComputedStyle(control).fontSize)
      ) {
        say('field is lower than its text', control);
      }
    }
    return [...faults];
  });
}
