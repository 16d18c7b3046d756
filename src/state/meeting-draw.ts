import type { AgreementState } from '../registers/agreement-state.ts';
import type { ProposalView } from '../registers/articles.ts';
import type { InstrumentText } from '../registers/instrument-text.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import { firstValue } from '../replica/field.ts';
import type { Outcome, SectionKind } from '../schema/meetings.ts';
import { changeName, proposalName } from '../texts/articles.ts';
import { inEnglish } from '../texts/language.ts';
import { m } from '../texts/messages.ts';
import { bodyName } from '../texts/people.ts';
import { timeIn, together } from '../texts/times.ts';
import { proposalTitle } from './linked-matter.ts';

/** Something settled in another register that a point may tell. */
export interface Drawable {
  readonly kind: 'proposal' | 'item';
  readonly id: string;
  /** "4.12 · 2.1 k", "Item 1.4". */
  readonly name: string;
  /** The point as it would read. */
  readonly text: string;
  readonly outcome: Outcome;
  readonly state: AgreementState;
}

/** "Article 4.12", as the record begins such a point. */
function aboutOf(proposal: ProposalView, text: InstrumentText): string {
  const content = proposal.offers[0]?.content;
  const change = content?.changes[0];
  if (content === undefined || change === undefined || content.changes.length > 1)
    return proposalName(proposal);
  const number = changeName(change, content, text);
  return /^\p{Nd}/u.test(number) ? m.mtg_phrase_article({ number }) : number;
}

/** A proposal's outcome in the record's phrases; null while there is none. */
function told(
  { state, offers }: ProposalView,
  name: string,
  { bodies }: Workspace,
): { text: string; kind: Outcome['kind']; at: number | null } | null {
  const summary = offers[0]?.content.summary ?? '';
  const about = summary === '' ? name : `${name}: ${summary.replace(/\.$/, '')}`;
  switch (state.state) {
    case 'agreed':
      return { text: m.mtg_phrase_agreed({ about }), kind: 'agreed', at: state.agreement.at };
    case 'ad referendum':
      return { text: m.mtg_phrase_referendum({ about }), kind: 'agreed', at: state.agreement.at };
    case 'kept':
      return { text: m.mtg_phrase_kept({ about }), kind: 'kept', at: state.agreement.at };
    case 'contested': {
      const parties = together(state.objections.map(({ party }) => bodyName(bodies, party)));
      return { text: m.mtg_phrase_rejected({ about, parties }), kind: 'rejected', at: null };
    }
    default:
      return null;
  }
}

/**
 * What the Parties have said of proposals and items that no point of a meeting tells yet, as points that would. What is open
 * and unanswered is left out: there is no outcome to tell. In the language of the record.
 */
export const undrawnIn = (workspace: Workspace, meeting: string): readonly Drawable[] =>
  inEnglish(() => drawableIn(workspace, meeting));

function drawableIn(workspace: Workspace, meeting: string): readonly Drawable[] {
  const { articles, planAgreement, meetings } = workspace.joint;
  const found = meetings.meeting(meeting);
  const zone = (found === null ? null : firstValue(found.zone)) ?? '';
  const proposals = articles.instruments().flatMap((instrument) => {
    const text = articles.text(instrument.id);
    return articles.proposals(instrument.id).flatMap((proposal): Drawable[] => {
      const { id, state } = proposal;
      const name = proposalTitle(proposal, text);
      const said = proposal.kind === 'basis' ? null : told(proposal, aboutOf(proposal, text), workspace);
      if (said === null || meetings.points.isDrawn(meeting, { kind: 'proposal', id })) return [];
      const time = said.at === null ? null : timeIn(zone, said.at);
      return [{ kind: 'proposal', id, name, text: said.text, outcome: { kind: said.kind, time }, state }];
    });
  });
  const items = workspace.plan.plans().flatMap((plan) =>
    workspace.plan.items(plan.id).flatMap((item): Drawable[] => {
      const { id } = item;
      const { state } = planAgreement.of(item);
      if (state.state !== 'agreed' && state.state !== 'ad referendum') return [];
      if (meetings.points.isDrawn(meeting, { kind: 'item', id })) return [];
      const number = firstValue(item.number) ?? '';
      const bodies = (firstValue(item.responsible) ?? []).map((body) => bodyName(workspace.bodies, body));
      const text = m.mtg_phrase_item({
        number,
        activity: item.activity.toString().replace(/\.$/, ''),
        responsible: together(bodies),
        timeframe: firstValue(item.timeframe)?.spoken ?? '',
      });
      const time = timeIn(zone, state.agreement.at);
      return [
        { kind: 'item', id, name: m.insp_title({ number }), text, outcome: { kind: 'agreed', time }, state },
      ];
    }),
  );
  return [...proposals, ...items];
}

/** Writes one of them at the end of a section. Throws as the register does. */
export function drawn(
  { joint: { meetings } }: Workspace,
  meeting: string,
  section: SectionKind,
  { kind, id, text, outcome }: Drawable,
): void {
  const points = meetings.points.sections(meeting).find((one) => one.kind === section)?.points ?? [];
  const after = points.at(-1)?.point.id ?? null;
  meetings.points.draw(meeting, { section, parent: null, after }, { text, outcome, links: [{ kind, id }] });
}
