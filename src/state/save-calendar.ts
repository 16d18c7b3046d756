import { inThree } from '../registers/in-three.ts';
import type { Workshop } from '../registers/workshop-views.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import { m } from '../texts/messages.ts';
import { readersWords } from '../texts/readers-first.ts';
import type { App } from './app.ts';

const names = () => ({
  tentative: m.ws_ics_tentative(),
  off: m.ws_ics_off(),
  confirmed: m.ws_ics_confirmed(),
  changed: m.ws_ics_changed(),
  struck: m.ws_ics_struck(),
});

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
  const now = workspace.host.now();
  const events = workshopEvents(workspace.joint.workshops, workshop, workspace.id, names(), now);
  const title = readersWords(inThree(workshop, 'title')) || m.nav_workshop();
  app.files.save(m.ws_ics_file(), calendarFile(title, now, events));
}

/** Saves meetings, workshops and all that is due as one iCalendar file; gives how many have no day and are not in it. */
export async function saveTimelineCalendar(app: App, workspace: Workspace): Promise<number> {
  const [{ calendarFile }, { timelineCalendar }] = await Promise.all([
    import('../exchange/ics.ts'),
    import('../exchange/timeline-calendar.ts'),
  ]);
  const { joint, bodies, id, host, name } = workspace;
  const now = host.now();
  const { events, dayless } = timelineCalendar({ joint, bodies, workspace: id, names: names(), now });
  app.files.save(m.tl_ics_file(), calendarFile(name, now, events));
  return dayless;
}
