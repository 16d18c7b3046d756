import { firstValue } from '../replica/field.ts';
import type { RecordView } from '../replica/records.ts';
import type { proposalFields } from '../schema/articles.ts';
import { stateOf, type AgreementState } from './agreement-state.ts';
import type { Offer, ProposalView } from './articles-types.ts';
import { behind, readProposal, type InstrumentText } from './instrument-text.ts';
import type { Matter } from './matter.ts';

const SETTLED: ReadonlySet<AgreementState['state']> = new Set(['agreed', 'kept', 'withdrawn', 'taken back']);

/** A proposal by itself, beside the text as it is agreed; null where no version of it can be read. */
export function proposalView(
  id: string,
  view: RecordView<typeof proposalFields>,
  matter: Matter,
  text: InstrumentText,
): ProposalView | null {
  const first = matter.versions.map(readProposal).find((content) => content !== null);
  if (first === undefined) return null;
  const offers = matter.newest.flatMap((version): Offer[] => {
    const content = readProposal(version);
    if (content === null) return [];
    const { hash, by, at } = version;
    return [{ hash, content, by, at, behind: behind(content, text) }];
  });
  const state = stateOf(matter, offers[0]?.hash ?? null);
  const open = !SETTLED.has(state.state);
  return {
    id,
    kind: first.kind,
    point: view.field('point'),
    matter,
    state,
    // What is agreed has become the text: it is not behind itself.
    offers: open ? offers : offers.map((offer) => ({ ...offer, behind: [] })),
    touches: new Set(offers.flatMap(({ content }) => content.changes.map(({ provision }) => provision))),
    collides: [],
    open,
    get where() {
      return view.where;
    },
  };
}

/** Proposals of one instrument with those each collides with, by their point of the minutes, then as they were put forward. */
export function besideEachOther(bare: readonly ProposalView[]): readonly ProposalView[] {
  const open = bare.filter((view) => view.open);
  // By provision: comparing every two would take a tenth of a second at 1,000 proposals, after every change.
  const at = Map.groupBy(
    open.flatMap((view, rank) => [...view.touches].map((provision) => ({ provision, rank, id: view.id }))),
    ({ provision }) => provision,
  );
  const rivalsOf = ({ id, touches }: ProposalView): string[] => {
    const ranks = [...touches].flatMap((provision) => at.get(provision) ?? []);
    return [...new Set(ranks.sort((a, b) => a.rank - b.rank).map((rival) => rival.id))].filter(
      (rival) => rival !== id,
    );
  };
  return bare
    .map((view): ProposalView => ({
      ...view,
      get where() {
        return view.where;
      },
      collides: view.open ? rivalsOf(view) : [],
    }))
    .sort(
      (a, b) =>
        byPoint.compare(pointOf(a), pointOf(b)) ||
        (a.matter.history[0]?.endorsement.weight ?? 0) - (b.matter.history[0]?.endorsement.weight ?? 0),
    );
}

/** 2.9 stands before 2.10. One for all: `localeCompare` makes its own each time. */
const byPoint = new Intl.Collator('en', { numeric: true });

const pointOf = ({ point }: ProposalView): string => firstValue(point) ?? '~';
