import type { AgendaFields } from '../schema/meetings.ts';
import { m } from '../texts/messages.ts';
import type { MeetingRoom } from './meeting-room.svelte.ts';

/** What a user does to the agenda of a meeting; those who cannot see a line move are told. */
export class RoomAgenda {
  readonly #room: MeetingRoom;

  constructor(room: MeetingRoom) {
    this.#room = room;
  }

  /** `minutes`: planned length; null for none. */
  add(title: string, minutes: number | null): boolean {
    const { agenda, id, register } = this.#room;
    const after = agenda.at(-1)?.id ?? null;
    return this.#room.try(() => register.agenda.add(id, after, { title, minutes }));
  }

  set(id: string, wish: Partial<Pick<AgendaFields, 'title' | 'minutes'>>): boolean {
    return this.#room.try(() => this.#room.register.agenda.set(id, wish));
  }

  moveAfter(id: string, after: string | null): void {
    const room = this.#room;
    if (!room.try(() => room.register.agenda.move(id, after))) return;
    const place = room.agenda.findIndex((line) => line.id === id) + 1;
    room.said = m.mtg_moved({ place, count: room.agenda.length });
  }

  move(id: string, by: -1 | 1): void {
    const { agenda } = this.#room;
    const index = agenda.findIndex((line) => line.id === id);
    const target = index + by;
    if (index < 0 || target < 0 || target >= agenda.length) return;
    this.moveAfter(id, (by < 0 ? agenda[target - 1]?.id : agenda[target]?.id) ?? null);
  }

  remove(id: string): void {
    const room = this.#room;
    room.try(() => room.say(() => m.mtg_line_removed(), room.register.agenda.delete(id)));
  }

  /** Calls a line: the clock of everybody starts from what this device claims. */
  call(id: string): void {
    const room = this.#room;
    if (room.try(() => room.register.agenda.start(id))) void room.workspace.flush();
  }
}
