import type { Body } from '../registers/workspace-types.ts';
import { m } from '../texts/messages.ts';
import type { App } from './app.ts';
import { fileName } from './file-name.ts';
import type { MinutesPaper } from './minutes-paper.ts';

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
