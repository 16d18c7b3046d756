import type { Workshop } from '../registers/workshop-views.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import { firstValue } from '../replica/field.ts';
import { m } from '../texts/messages.ts';
import type { App } from './app.ts';

/** Saves a workshop's dates as an iCalendar file. */
export async function saveWorkshopCalendar(
  app: App,
  workspace: Workspace,
  workshop: Workshop,
): Promise<void> {
  const [{ calendarFile }, { workshopEvents }] = await Promise.all([
    import('../exchange/ics.ts'),
    import('../exchange/workshop-calendar.ts'),
  ]);
  const names = {
    tentative: m.ws_ics_tentative(),
    off: m.ws_ics_off(),
    confirmed: m.ws_ics_confirmed(),
    struck: m.ws_ics_struck(),
  };
  const now = workspace.host.now();
  const events = workshopEvents(workspace.joint.workshops, workshop, workspace.id, names, now);
  const title = firstValue(workshop.title) ?? m.nav_workshop();
  app.files.save(m.ws_ics_file(), calendarFile(title, now, events));
}
