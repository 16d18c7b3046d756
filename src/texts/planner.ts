import type { DatesProblem } from '../registers/days.ts';
import { m } from './messages.ts';

const DATES: Readonly<Record<DatesProblem, () => string>> = {
  'no such day': m.ws_no_such_day,
  'ends before it starts': m.ws_ends_before,
  'no such time': m.ws_no_such_time,
};

/** Why dates or times are not taken, in words. */
export const datesProblem = (problem: DatesProblem): string => DATES[problem]();
