import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds, each with the element and why; `without` names rules that cannot judge here. */
export async function axeFaults(page: Page, without: string[] = []): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).disableRules(without).analyze();
  return violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.html} ${node.failureSummary ?? ''}`),
  );
}

/** Nothing is to be scrolled sideways but code and tables, which do so by themselves. */
export async function overflows(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    return Array.from(document.querySelectorAll<HTMLElement>('#root *'))
      .filter(element => element.closest('pre, .table, .visually-hidden') === null)
      .filter(element => element.getBoundingClientRect().right > width + 0.5)
      .map(element => `${element.tagName} ${element.className} ${element.textContent}`);
  });
}
