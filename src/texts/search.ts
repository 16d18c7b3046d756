import type { PersonName } from '../registers/appointments.ts';
import type { Holder } from '../registers/holder.ts';
import type { SearchKind, SearchStatus } from '../registers/search/search-record.ts';
import type { Body } from '../registers/workspace-types.ts';
import { stateWords } from './agreement.ts';
import { phaseName } from './meeting-phases.ts';
import { m } from './messages.ts';
import { statusName } from './statuses.ts';
import { calendarDate } from './times.ts';
import { commitmentState } from './today.ts';
import { preparationState } from './workshop.ts';

const KINDS: Readonly<Record<SearchKind, () => string>> = {
  plan: m.srch_kind_plan,
  item: m.srch_kind_item,
  instrument: m.srch_kind_instrument,
  article: m.srch_kind_article,
  clause: m.srch_kind_clause,
  proposal: m.srch_kind_proposal,
  draft: m.srch_kind_draft,
  'own draft': m.srch_kind_own_draft,
  agency: m.srch_kind_agency,
  seat: m.srch_kind_seat,
  appointment: m.srch_kind_appointment,
  meeting: m.srch_kind_meeting,
  agenda: m.srch_kind_agenda,
  attendance: m.srch_kind_attendance,
  point: m.srch_kind_point,
  result: m.srch_kind_result,
  workshop: m.srch_kind_workshop,
  date: m.srch_kind_date,
  'day plan': m.srch_kind_day_plan,
  preparation: m.srch_kind_preparation,
  participant: m.srch_kind_participant,
  period: m.srch_kind_period,
  commitment: m.srch_kind_commitment,
  signing: m.srch_kind_signing,
  notice: m.srch_kind_notice,
  document: m.srch_kind_document,
};

/** What a hit is, in a word. */
export const searchKind = (kind: SearchKind): string => KINDS[kind]();

const called = ({ en, km, th }: PersonName): string => [en, km, th].find((name) => name !== '') ?? '';

function holderWords(holder: Holder): string {
  switch (holder.state) {
    case 'vacant':
      return holder.since === null
        ? m.rst_vacant()
        : m.rst_vacant_since({ date: calendarDate(holder.since) });
    case 'to come': {
      const { since, person } = holder.next;
      return since === null
        ? m.srch_held_by({ person: called(person) })
        : m.srch_to_come({ date: calendarDate(since), person: called(person) });
    }
    case 'held': {
      const person = called(holder.holding.person);
      return holder.holding.capacity === 'acting' ? m.srch_acting({ person }) : m.srch_held_by({ person });
    }
    case 'overlap':
      return m.srch_overlap();
    case 'unsettled':
      return m.srch_unsettled();
  }
}

/** How far a hit is, in a few words; empty where there is nothing to say. */
export function searchStatus(status: SearchStatus, bodies: readonly Body[]): string {
  switch (status.of) {
    case 'nothing':
      return '';
    case 'item': {
      const agreement = stateWords(status.agreement, bodies);
      return status.status === null
        ? agreement
        : m.srch_item_status({ status: statusName(status.status), agreement });
    }
    case 'agreement':
      return stateWords(status.state, bodies);
    case 'seat':
      return holderWords(status.holder);
    case 'appointment': {
      const { since, until } = status.holding;
      if (until !== null) return m.srch_until({ date: calendarDate(until) });
      return since === null ? m.srch_in_office() : m.srch_in_office_since({ date: calendarDate(since) });
    }
    case 'meeting':
      return phaseName(status.phase);
    case 'preparation':
      return preparationState(status.state);
    case 'commitment': {
      const state = commitmentState(status.state);
      return status.orphan ? m.srch_orphan({ state }) : state;
    }
  }
}
