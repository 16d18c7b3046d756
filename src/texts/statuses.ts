import type { Status } from '../schema/plan.ts';
import { m } from './messages.ts';

const NAMES: Readonly<Record<Status, () => string>> = {
  planned: m.status_planned,
  'under way': m.status_under_way,
  done: m.status_done,
  dropped: m.status_dropped,
};

export const statusName = (status: Status): string => NAMES[status]();
