import type { ItemTold, ProposalTold, Subject } from '../registers/meeting-ledger.ts';
import type { MeetingProblem } from '../registers/meeting-types.ts';
import type { Body } from '../registers/workspace-types.ts';
import { inEnglish } from './language.ts';
import { m } from './messages.ts';
import { bodyName } from './people.ts';

const PROBLEMS: Readonly<Record<MeetingProblem, () => string>> = {
  locked: m.drawn_problem_locked,
  'not adopted': m.drawn_problem_not_adopted,
  'too large': m.drawn_problem_too_large,
  'not signed': m.drawn_problem_not_signed,
  'drawn already': m.drawn_problem_drawn,
};

/** Why a meeting does not let something be done, in words. */
export const meetingProblem = (problem: MeetingProblem): string => PROBLEMS[problem]();

const lowered = (sentence: string): string =>
  /^\p{Lu}\p{Ll}/u.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
const bare = (sentence: string): string => sentence.trim().replace(/[.;]+$/u, '');
const ended = (sentence: string): string => (/[.!?"”]$/u.test(sentence) ? sentence : `${sentence}.`);

/** "Detailed changes from the Cambodia party": whether it is many. */
const areMany = (summary: string): boolean => /^[^.]*?s from the /u.test(summary);

/** `Article 1 (Objective): `, `Article 4.11: `; nothing where the words begin with it. */
const about = ({ number, title }: Subject, words: string): string =>
  number === '' || words.startsWith(number.replace(/ .*/u, ''))
    ? ''
    : title === ''
      ? `${number}: `
      : `${number} (${title}): `;

/** Who waits for whom, and what was said, of a matter that is still open. */
function openWords({ words }: Pick<ProposalTold, 'words'>, bodies: readonly Body[]): string {
  const said = words.map(({ body, said: word }) => {
    const party = bodyName(bodies, body);
    if (word === null || word === 'withdrawn') return m.drawn_said_nothing({ party });
    if (word === 'agreed' || word === 'ad referendum') return m.drawn_said_agreed({ party });
    if (word === 'rejected') return m.drawn_said_rejected({ party });
    if (word === 'keep original') return m.drawn_said_keep({ party });
    return m.drawn_said_reserved({ party });
  });
  return said.join(' ');
}

/** The sentences on what became of a proposal, in the phrases of the record of August 2022. */
function outcomeWords(told: ProposalTold, bodies: readonly Body[]): string {
  const { proposer, outcome, rejected } = told;
  const body = proposer?.body ?? '';
  const party = bodyName(bodies, body);
  const partner = bodies.find(({ id }) => id === body)?.kind === 'partner';
  const [first, summary] = [bare(told.first), bare(told.summary)];
  // "Detailed changes from the Cambodia party": the words themselves say whose they are.
  const own = (words: string) => party !== '' && words.includes(`from the ${party} party`);
  switch (outcome) {
    case 'agreed': {
      const no = rejected === null ? null : bodyName(bodies, rejected.by);
      if (no !== null)
        return m.drawn_countered({ no, party, first: lowered(first), summary: lowered(summary) });
      if (partner) return m.drawn_suggested({ partner: party, summary: lowered(summary) });
      if (own(summary)) {
        const other = bodies.find((one) => one.kind === 'party' && one.id !== body)?.name ?? '';
        return (areMany(summary) ? m.drawn_accepted_many : m.drawn_accepted_one)({ summary, party: other });
      }
      return m.drawn_agreed({ summary });
    }
    case 'kept':
      if (rejected === null) return ended(summary);
      if (own(first))
        return (areMany(first) ? m.drawn_original_many : m.drawn_original_one)({ summary: first });
      return m.drawn_kept({ party, first: lowered(first), no: bodyName(bodies, rejected.by) });
    case 'rejected':
      return m.drawn_rejected({ party, first: lowered(first), no: bodyName(bodies, rejected?.by ?? '') });
    case 'open':
      return `${partner ? m.drawn_suggests({ partner: party, summary: lowered(summary) }) : m.drawn_proposed({ party, summary: lowered(summary) })} ${openWords(told, bodies)}`;
  }
}

/** The text of a point drawn from a proposal: what it is about, what became of it, and the final wording where one was made. */
export const proposalPoint = (told: ProposalTold, bodies: readonly Body[]): string =>
  inEnglish(() => proposalWords(told, bodies));

function proposalWords(told: ProposalTold, bodies: readonly Body[]): string {
  const sentences = outcomeWords(told, bodies);
  const words = `${about(told.subject, sentences)}${sentences}`;
  if (told.outcome !== 'agreed' || told.wording === null) return words;
  const { number } = told.subject;
  const wording = told.wording;
  return `${words} ${number === '' ? m.drawn_wording({ wording }) : m.drawn_wording_of({ number, wording })}`;
}

/** The text of a point drawn from a plan item. */
export const itemPoint = (told: ItemTold, bodies: readonly Body[]): string =>
  inEnglish(() => itemWords(told, bodies));

function itemWords(told: ItemTold, bodies: readonly Body[]): string {
  const { number, timeframe, outcome } = told;
  const what = m.drawn_item({ number, activity: bare(told.activity) });
  const when = timeframe === '' ? '' : ` (${timeframe})`;
  const sentence = `${what}${when}.`;
  return outcome === 'agreed'
    ? `${sentence} ${m.drawn_both()}`
    : outcome === 'kept'
      ? `${sentence} ${m.drawn_both_kept()}`
      : `${sentence} ${openWords(told, bodies)}`;
}
