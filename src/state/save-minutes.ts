import type { Body } from '../registers/workspace-types.ts';
import { m } from '../texts/messages.ts';
import type { App } from './app.ts';
import type { MinutesPaper } from './minutes-paper.ts';

/** Letters and digits of any script; everything else would trouble some file system. */
const fileName = (title: string): string =>
  title
    .replace(/[^\p{L}\p{M}\p{N}.]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);

/** Saves minutes as a Word file in the shape of the record. Rejects when the part that makes it cannot be fetched. */
export async function saveMinutes(
  app: App,
  { text, standing, awaited }: MinutesPaper,
  bodies: readonly Body[],
): Promise<void> {
  const { minutesDocx } = await import('../exchange/docx/minutes-docx.ts');
  const title = fileName(text.heading) || fileName(text.title) || m.mtg_minutes_title();
  app.files.save(`${title}-${text.date}.docx`, minutesDocx(text, standing, bodies, awaited));
}
