import type { Standing } from '../replica/deletion.ts';
import type { Whereabouts } from '../replica/door.ts';
import type { Field } from '../replica/field.ts';
import type { RecordView } from '../replica/records.ts';
import type { Channel, SeatKind, seatFields } from '../schema/roster.ts';
import { viewInThree, type InThreeFields } from './in-three.ts';
import { placeOf } from './placed.ts';

/** A seat: what holds duties. Whoever assigns work names it by id, and the person of that day beside it. */
export interface Seat extends InThreeFields<'duties'> {
  readonly id: string;
  /** Whose side it stands on, and who alone writes it. */
  readonly body: string;
  readonly agency: Field<string>;
  readonly titleEn: Field<string>;
  readonly titleKm: Field<string>;
  readonly titleTh: Field<string>;
  readonly kind: Field<SeatKind>;
  /** In the order in which they are tried. */
  readonly channels: Field<readonly Channel[]>;
  /** BCP 47. */
  readonly languages: Field<readonly string[]>;
  readonly standing: Standing;
  /** Read anew at every access. */
  readonly where: Whereabouts;
  readonly order: string;
}

export const seatOf = (view: RecordView<typeof seatFields>, body: string): Seat => ({
  id: view.id,
  body,
  agency: view.field('agency'),
  titleEn: view.field('titleEn'),
  titleKm: view.field('titleKm'),
  titleTh: view.field('titleTh'),
  kind: view.field('kind'),
  ...viewInThree(view, 'duties'),
  channels: view.field('channels'),
  languages: view.field('languages'),
  standing: view.standing,
  get where() {
    return view.where;
  },
  order: placeOf(view.field('order')),
});
