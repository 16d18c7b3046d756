import type { Browser, Page } from '@playwright/test';
import { z } from 'zod';

const trace = z.object({
  traceEvents: z.array(
    z.looseObject({
      name: z.string(),
      ph: z.string(),
      pid: z.number(),
      tid: z.number(),
      tdur: z.number().optional(),
      args: z.looseObject({ name: z.unknown().optional() }).optional(),
    }),
  ),
});

/**
 * Processor time of every task of a page's main thread while an act runs, ms. The time between frames also holds what the
 * machine gave to others; this holds only what the page took.
 */
export async function tasksDuring(
  browser: Browser,
  page: Page,
  act: () => Promise<unknown>,
): Promise<readonly number[]> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  await act();
  const { traceEvents } = trace.parse(JSON.parse((await browser.stopTracing()).toString('utf8')));
  const thread = ({ pid, tid }: { pid: number; tid: number }): string => `${pid} ${tid}`;
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(thread),
  );
  const byThread = new Map<string, number[]>();
  for (const event of traceEvents) {
    if (event.ph !== 'X' || !event.name.endsWith('RunTask') || !mains.has(thread(event))) continue;
    const tasks = byThread.get(thread(event)) ?? [];
    tasks.push((event.tdur ?? 0) / 1_000);
    byThread.set(thread(event), tasks);
  }
  const sum = (tasks: readonly number[]): number => tasks.reduce((all, one) => all + one, 0);
  // The other pages stand still in the background.
  const [tasks = []] = [...byThread.values()].sort((a, b) => sum(b) - sum(a));
  return tasks;
}
