import { stands } from '../replica/deletion.ts';
import { byText, firstValue } from '../replica/field.ts';
import type { Meeting } from './meeting-types.ts';

/** What versions are told from. */
interface Meetings {
  view(id: string): Meeting | null;
  all(): readonly Meeting[];
}

/** A meeting and those it is a version of, the first last. Two that name each other end where they began. */
function chainOf(meetings: Meetings, id: string): readonly string[] {
  const chain: string[] = [];
  for (let at: string | null = id; at !== null && !chain.includes(at);) {
    const meeting: Meeting | null = meetings.view(at);
    if (meeting === null) break;
    chain.push(at);
    at = firstValue(meeting.versionOf);
  }
  return chain;
}

/** All versions of a meeting's minutes, the first at the front, with how many signed ones came before each. */
export function versionsOf(
  meetings: Meetings,
  id: string,
): readonly { readonly meeting: Meeting; readonly version: number }[] {
  const first = chainOf(meetings, id).at(-1) ?? id;
  return meetings
    .all()
    .filter(stands)
    .flatMap((meeting) => {
      const chain = chainOf(meetings, meeting.id);
      return chain.at(-1) === first ? [{ meeting, version: chain.length }] : [];
    })
    .sort((a, b) => a.version - b.version || byText(a.meeting.id, b.meeting.id));
}
