import type { AgreementState, Objection, OpenState } from '../registers/agreement-state.ts';
import type { Body } from '../registers/workspace-types.ts';
import type { Decision } from '../schema/endorsement.ts';
import { m } from './messages.ts';
import { bodyName } from './people.ts';
import { calendarDate, momentOf, together } from './times.ts';

const named = (bodies: readonly Body[], ids: readonly string[]): string =>
  together(ids.map((id) => bodyName(bodies, id)));

const OBJECTIONS: Readonly<Record<Objection['kind'], (parties: string) => string>> = {
  rejected: (parties) => m.agree_rejected({ parties }),
  reserved: (parties) => m.agree_reserved({ parties }),
  'keep original': (parties) => m.agree_original({ parties }),
  divided: (parties) => m.agree_divided({ parties }),
};

function objectionWords(objections: readonly Objection[], bodies: readonly Body[]): string {
  return [...Map.groupBy(objections, ({ kind }) => kind)]
    .map(([kind, ours]) =>
      OBJECTIONS[kind](
        named(
          bodies,
          ours.map(({ party }) => party),
        ),
      ),
    )
    .join(' · ');
}

function openWords(state: OpenState, bodies: readonly Body[]): string {
  switch (state.state) {
    case 'draft':
      return m.agree_draft();
    case 'tabled':
      return m.agree_tabled();
    case 'taken back':
      return m.agree_taken_back({ body: bodyName(bodies, state.by.by.body) });
    case 'waiting':
      return m.agree_waiting({ parties: named(bodies, state.waitingFor) });
    case 'contested':
      return objectionWords(state.objections, bodies);
  }
}

/** The word beside a seal. */
export function stateWords(state: AgreementState, bodies: readonly Body[]): string {
  switch (state.state) {
    case 'agreed':
      return m.agree_agreed();
    case 'ad referendum':
      return m.agree_referendum();
    case 'kept':
      return m.agree_kept();
    case 'changed':
      return m.agree_changed();
    case 'withdrawn':
      return m.agree_withdrawn({
        parties: named(
          bodies,
          state.by.map(({ by }) => by.body),
        ),
      });
    default:
      return openWords(state, bodies);
  }
}

function openSentence(state: OpenState, bodies: readonly Body[]): string {
  switch (state.state) {
    case 'draft':
      return m.agree_draft_long();
    case 'taken back':
      return m.agree_taken_back_long({ body: bodyName(bodies, state.by.by.body) });
    case 'tabled':
      return m.agree_tabled_long({ parties: named(bodies, state.waitingFor) });
    case 'waiting':
      return m.agree_waiting_long({
        agreed: named(bodies, state.agreed),
        parties: named(bodies, state.waitingFor),
      });
    case 'contested':
      return state.objections
        .map((objection) =>
          objection.kind === 'divided'
            ? m.agree_divided_long({ party: bodyName(bodies, objection.party) })
            : `${OBJECTIONS[objection.kind](bodyName(bodies, objection.party))}.`,
        )
        .join(' ');
  }
}

/** What a state means, in a sentence. `now`: Unix ms. */
export function stateSentence(state: AgreementState, bodies: readonly Body[], now: number): string {
  switch (state.state) {
    case 'agreed':
      return m.agree_agreed_long({ time: momentOf(state.agreement.at, now) });
    case 'kept':
      return m.agree_kept_long({ time: momentOf(state.agreement.at, now) });
    case 'changed': {
      const changed = m.agree_changed_long({ time: momentOf(state.agreement.at, now) });
      return state.next.state === 'draft' ? changed : `${changed} ${openSentence(state.next, bodies)}`;
    }
    case 'withdrawn':
      return m.agree_withdrawn_long({
        time: momentOf(state.agreement.at, now),
        parties: named(
          bodies,
          state.by.map(({ by }) => by.body),
        ),
      });
    case 'ad referendum': {
      const today = new Date(now).toISOString().slice(0, 10);
      const until = state.until.map(({ party, until: day }) => {
        const who = { party: bodyName(bodies, party), date: calendarDate(day) };
        return day < today ? m.agree_referendum_late(who) : m.agree_referendum_until(who);
      });
      return m.agree_referendum_long({ until: until.join(', ') });
    }
    default:
      return openSentence(state, bodies);
  }
}

/** What somebody said: "agreed", "rejected". */
export function decisionWords(decision: Decision): string {
  switch (decision.kind) {
    case 'tabled':
      return m.decision_tabled();
    case 'agreed':
      return m.decision_agreed();
    case 'ad referendum':
      return m.decision_referendum({ date: calendarDate(decision.until) });
    case 'rejected':
      return m.decision_rejected();
    case 'keep original':
      return m.decision_original();
    case 'reserved':
      return m.decision_reserved();
    case 'withdrawn':
      return m.decision_withdrawn();
    case 'received':
      return m.decision_received({ date: calendarDate(decision.on) });
  }
}

/** Decisions a Party's member chooses between. */
export type Answer = 'agreed' | 'ad referendum' | 'rejected' | 'keep original' | 'reserved' | 'withdrawn';

const ACTS: Readonly<Record<Answer, () => string>> = {
  agreed: m.act_agree,
  'ad referendum': m.act_referendum,
  rejected: m.act_reject,
  'keep original': m.act_original,
  reserved: m.act_reserve,
  withdrawn: m.act_withdraw,
};

/** Name of the act that gives an answer. */
export const answerAct = (answer: Answer): string => ACTS[answer]();
