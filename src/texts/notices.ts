import type { Body } from '../registers/workspace-types.ts';
import type { Notice, RefusalReason } from '../replica/notice.ts';
import { m } from './messages.ts';
import { bodyName, whoIs } from './people.ts';

const REASONS: Readonly<Record<RefusalReason, () => string>> = {
  signature: m.reason_signature,
  endorsement: m.reason_endorsement,
  'not a signer': m.reason_not_signer,
  opening: m.reason_identity,
  certificate: m.reason_identity,
  'client id': m.reason_identity,
  'not a writer': m.reason_not_writer,
  'session closed': m.reason_cause,
  'cause refused': m.reason_cause,
  chain: m.reason_history,
  cause: m.reason_history,
  'own cause': m.reason_history,
  'too large': m.reason_large,
  'text too long': m.reason_large,
  'too many deletes': m.reason_large,
  undecodable: m.reason_unreadable,
  'several clients': m.reason_other_hand,
  'foreign client': m.reason_other_hand,
  'key of another writer': m.reason_other_hand,
  'key of another session': m.reason_other_hand,
  'root of another body': m.reason_other_side,
  'outside the role': m.reason_role,
  'outside the past': m.reason_past,
  'delete outside the past': m.reason_past,
  'not beside its neighbour': m.reason_past,
  'struct count': m.reason_shape,
  'empty struct': m.reason_shape,
  'gap or overlap': m.reason_shape,
  'clock overflow': m.reason_shape,
  skip: m.reason_shape,
  'unknown root': m.reason_shape,
  'unsafe key': m.reason_shape,
  value: m.reason_shape,
  type: m.reason_shape,
  content: m.reason_shape,
  'map entry with a right neighbour': m.reason_shape,
  'replaces what may only be created': m.reason_shape,
  'deletes what holds others': m.reason_shape,
  'left pending': m.reason_shape,
};

/** Ends a sentence: "… was not taken in: its signature does not hold." */
const refusalReason = (reason: RefusalReason): string => REASONS[reason]();

/** What was set apart and why, as one sentence or two. */
export function noticeWords(notice: Notice, bodies: readonly Body[]): string {
  switch (notice.kind) {
    case 'held':
      return m.notice_held({ count: notice.count });
    case 'refused': {
      const reason = refusalReason(notice.reason);
      if (notice.by === null) return m.notice_refused_unknown({ reason });
      return m.notice_refused({ who: whoIs(notice.by, bodies), reason });
    }
    case 'fork':
      return m.notice_fork({ who: whoIs(notice.by, bodies) });
    case 'admin key used apart':
      return m.notice_admin_apart({ body: bodyName(bodies, notice.body) });
    case 'damaged':
      return m.notice_damaged({ count: notice.count });
    case 'own change refused':
      return m.notice_own_refused({ reason: refusalReason(notice.reason) });
  }
}
