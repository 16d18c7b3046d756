import type { ChangedRecords, RecordHost } from '../replica/door.ts';
import { firstValue } from '../replica/field.ts';
import { attendanceFields, type AttendanceFields } from '../schema/meetings.ts';
import { MeetingLines, kept, type Guard } from './meeting-lines.ts';
import { placeAfter } from './placed.ts';
import type { AttendanceLine } from './meeting-types.ts';

export type AttendanceWish = Partial<Omit<AttendanceFields, 'meeting' | 'order'>>;

/** Who sat at a meeting: the seat, and the person of that day. */
export class Attendance {
  readonly #host: RecordHost;
  readonly #lines: MeetingLines<typeof attendanceFields, AttendanceLine>;

  constructor(host: RecordHost, guard: Guard) {
    this.#host = host;
    this.#lines = new MeetingLines(host, 'attendance', attendanceFields, guard, (view, about) =>
      kept(about, {
        meeting: view.field('meeting'),
        who: view.field('who'),
        agency: view.field('agency'),
        role: view.field('role'),
        present: view.field('present'),
      }),
    );
  }

  /** Lines that stand, in order. */
  list(meeting: string): readonly AttendanceLine[] {
    return this.#lines.list(meeting);
  }

  deleted(meeting: string): readonly AttendanceLine[] {
    return this.#lines.deleted(meeting);
  }

  /** Adds a line behind another (null: first); gives its id. Throws `BadValue`, `WriteRefused`, `MeetingRefused` 'locked'. */
  add(
    meeting: string,
    after: string | null,
    wish: AttendanceWish & { readonly who: AttendanceFields['who'] },
  ): string {
    const fields = { agency: '', role: 'delegate', present: true, ...wish } as const;
    return this.#lines.addBehind(this.#host.newId(), meeting, after, fields);
  }

  set(id: string, wish: AttendanceWish): void {
    this.#lines.writable(id);
    this.#lines.set(id, wish);
  }

  move(id: string, after: string | null): void {
    this.#lines.move(id, after);
  }

  /** Deletes a line; gives the undo. */
  delete(id: string): () => void {
    return this.#lines.strike(id);
  }

  restore(id: string): void {
    this.#lines.bringBack(id);
  }

  /** Writes who sat at one meeting into another. */
  copy(from: string, to: string): void {
    for (const { id, order, who, agency, role, present } of this.#lines.list(from)) {
      const person = firstValue(who);
      if (person === null) continue;
      this.#lines.add(this.#host.newId(), {
        meeting: to,
        who: person,
        agency: firstValue(agency) ?? '',
        role: firstValue(role) ?? 'delegate',
        present: firstValue(present) ?? false,
        order: order === '' ? placeAfter([], null, id) : order,
      });
    }
  }

  drop(records: ChangedRecords): boolean {
    return this.#lines.drop(records);
  }
}
