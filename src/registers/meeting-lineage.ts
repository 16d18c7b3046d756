import { firstValue } from '../replica/field.ts';
import type { Points } from './meeting-points.ts';
import type { Point } from './meeting-types.ts';
import type { MeetingRegister } from './meetings.ts';

/**
 * A point and those of earlier versions that it was copied from, the newest first. What was said at one of them was said at
 * this point, too: minutes opened as a new version have points of their own, and nothing that hangs on the old ones is copied.
 */
export function originsOf(points: Pick<Points, 'point'>, id: string): readonly string[] {
  const chain: string[] = [];
  // Two that name each other, as only a foreign app would write it, end where they began.
  for (let at: string | null = id; at !== null && !chain.includes(at);) {
    chain.push(at);
    at = firstValue(points.point(at)?.lineage ?? { state: 'empty' });
  }
  return chain;
}

/** A point as it stands now: its copy in the newest version of the minutes that has one, else itself; null: unknown. */
export function pointNow(meetings: MeetingRegister, id: string): Point | null {
  const { points } = meetings;
  const point = points.point(id);
  const meeting = firstValue(point?.meeting ?? { state: 'empty' });
  if (meeting === null) return point;
  return (
    meetings
      .versions(meeting)
      .flatMap((version) => points.list(version.meeting.id))
      .findLast((one) => originsOf(points, one.id).includes(id)) ?? point
  );
}
