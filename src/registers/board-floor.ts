import { firstValue, type Field } from '../replica/field.ts';
import type { BoardPicture } from '../schema/board.ts';
import type { Attributed } from '../schema/minutes.ts';
import { clip, saidAlone } from './board-said.ts';
import type { JointRegisters } from './joint.ts';
import { speakerState, spokenFor, timerRan } from './meeting-floor.ts';
import type { Body } from './workspace-types.ts';

type OnBoard = Pick<BoardPicture, 'speakers' | 'next' | 'timer'>;

const SPEAKERS = 4;
const NEXT = 3;
const NOBODY: OnBoard = { speakers: [], next: [], timer: null };
const MAX_NAME = 200;

/** What a board says of a meeting's floor: who speaks and for how long, who is next, and the timer. `now`: Unix ms. */
export function boardFloor(
  { meetings: { floor } }: JointRegisters,
  bodies: readonly Body[],
  meeting: string | null,
  now: number,
): OnBoard {
  if (meeting === null) return NOBODY;
  const nameOf = (who: Field<Attributed>): string => {
    const one = firstValue(who);
    if (one === null) return '';
    const body = bodies.find(({ id }) => id === one.body)?.name ?? one.body;
    return clip(one.person || one.title || body, MAX_NAME);
  };
  const [timer] = floor.running(meeting);
  return {
    speakers: floor
      .speaking(meeting)
      .slice(0, SPEAKERS)
      .map((one) => ({
        who: nameOf(one.who),
        body: firstValue(one.who)?.body ?? '?',
        ran: Math.round(Math.min(1e12, spokenFor(speakerState(one), now))),
        minutes: firstValue(one.limit),
      })),
    next: floor
      .queue(meeting)
      .slice(0, NEXT)
      .map(({ who }) => nameOf(who)),
    timer:
      timer === undefined
        ? null
        : {
            title: saidAlone(firstValue(timer.title) ?? ''),
            ran: Math.round(Math.min(1e12, timerRan(timer, now))),
            minutes: firstValue(timer.minutes),
          },
  };
}
