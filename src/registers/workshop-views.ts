import type { Field } from '../replica/field.ts';
import type { RecordView, Schemas } from '../replica/records.ts';
import type {
  candidateFields,
  DaySpan,
  Duration,
  DutyHolder,
  lineFields,
  participantFields,
  preparationFields,
  PreparationState,
  strikeFields,
  TimeSpan,
  workshopFields,
} from '../schema/workshop.ts';
import type { Timeframe } from '../schema/plan.ts';
import type { Decides } from '../schema/roster.ts';
import { viewInThree, type InThreeFields } from './in-three.ts';
import type { Listed } from './listed.ts';
import { placeOf } from './placed.ts';

/** A workshop two Parties plan together. */
export interface Workshop
  extends Listed, InThreeFields<'title'>, InThreeFields<'purpose'>, InThreeFields<'venue'> {
  readonly host: Field<string | null>;
  readonly duration: Field<Duration>;
  readonly window: Field<Timeframe>;
  readonly chosen: Field<string | null>;
  readonly partners: Field<readonly string[]>;
  readonly item: Field<string | null>;
}

/** A date somebody proposes for it. */
export interface Candidate extends Listed, InThreeFields<'note'> {
  readonly workshop: Field<string>;
  readonly span: Field<DaySpan>;
}

/** A body's word that a date does not suit it. */
export interface Strike extends Listed {
  readonly body: string;
  readonly candidate: Field<string>;
  readonly reason: Field<string>;
}

/** A line of the day plan. */
export interface PlanLine extends Listed, InThreeFields<'title'> {
  readonly workshop: Field<string>;
  readonly day: Field<number>;
  readonly time: Field<TimeSpan | null>;
  readonly lead: Field<DutyHolder | null>;
}

/** A document to prepare. */
export interface Preparation extends Listed, InThreeFields<'title'> {
  readonly workshop: Field<string>;
  readonly owners: Field<readonly DutyHolder[]>;
  readonly state: Field<PreparationState>;
  readonly due: Field<Timeframe>;
  readonly link: Field<string | null>;
}

/** One who takes part. */
export interface Participant extends Listed, InThreeFields<'seatWords'> {
  readonly body: string;
  readonly workshop: Field<string>;
  readonly seat: Field<string | null>;
  readonly person: Field<string>;
  readonly decides: Field<Decides>;
}

function base<S extends Schemas>(view: RecordView<S>, order: Field<string>): Listed {
  return {
    id: view.id,
    standing: view.standing,
    get where() {
      return view.where;
    },
    order: placeOf(order),
  };
}

/** `...` would read an accessor once and for all: where a record is has to be asked anew. */
const over = <T extends object>(listed: Listed, fields: T): T & Listed =>
  Object.defineProperties(fields, Object.getOwnPropertyDescriptors(listed)) as T & Listed;

export const workshopOf = (view: RecordView<typeof workshopFields>): Workshop =>
  over(base(view, view.field('order')), {
    ...viewInThree(view, 'title'),
    ...viewInThree(view, 'purpose'),
    host: view.field('host'),
    ...viewInThree(view, 'venue'),
    duration: view.field('duration'),
    window: view.field('window'),
    chosen: view.field('chosen'),
    partners: view.field('partners'),
    item: view.field('item'),
  });

export const candidateOf = (view: RecordView<typeof candidateFields>): Candidate =>
  over(base(view, view.field('order')), {
    workshop: view.field('workshop'),
    span: view.field('span'),
    ...viewInThree(view, 'note'),
  });

export const strikeOf = (view: RecordView<typeof strikeFields>, body: string): Strike =>
  over(base(view, view.field('order')), {
    body,
    candidate: view.field('candidate'),
    reason: view.field('reason'),
  });

export const lineOf = (view: RecordView<typeof lineFields>): PlanLine =>
  over(base(view, view.field('order')), {
    workshop: view.field('workshop'),
    day: view.field('day'),
    time: view.field('time'),
    ...viewInThree(view, 'title'),
    lead: view.field('lead'),
  });

export const preparationOf = (view: RecordView<typeof preparationFields>): Preparation =>
  over(base(view, view.field('order')), {
    workshop: view.field('workshop'),
    ...viewInThree(view, 'title'),
    owners: view.field('owners'),
    state: view.field('state'),
    due: view.field('due'),
    link: view.field('link'),
  });

export const participantOf = (view: RecordView<typeof participantFields>, body: string): Participant =>
  over(base(view, view.field('order')), {
    body,
    workshop: view.field('workshop'),
    seat: view.field('seat'),
    ...viewInThree(view, 'seatWords'),
    person: view.field('person'),
    decides: view.field('decides'),
  });

/** Whether it was said, and by nobody otherwise, that they are able to decide: what is unsaid or set apart is no yes. */
export const ableToDecide = ({ decides }: Pick<Participant, 'decides'>): boolean =>
  decides.state === 'one' && decides.value === 'yes';
