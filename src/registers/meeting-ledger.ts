import { firstValue } from '../replica/field.ts';
import type { Change, ProposalKind } from '../schema/articles.ts';
import type { DecisionKind } from '../schema/endorsement.ts';
import type { PointLink } from '../schema/minutes.ts';
import type { ArticlesRegister, ProposalView } from './articles.ts';
import { readProposal, type InstrumentText } from './instrument-text.ts';
import type { Matter } from './matter.ts';
import type { ItemAgreement } from './plan-agreement.ts';
import type { PlanItem } from './plan.ts';

/** How a matter ended, as far as it has. */
export type LedgerOutcome = 'agreed' | 'kept' | 'rejected' | 'open';

/** A Party's last word on a matter. */
export interface LedgerWord {
  readonly body: string;
  /** Null: it has said nothing yet. */
  readonly said: DecisionKind | 'divided' | null;
}

/** What the ledger tells of one matter, from which a point of the minutes is made. */
interface Told {
  readonly link: PointLink;
  /** Who put it forward first: body, and the person as their certificate names them. */
  readonly proposer: { readonly body: string; readonly person: string } | null;
  /** By Party, in the order of the genesis. */
  readonly words: readonly LedgerWord[];
  /** Bodies whose earlier text another one rejected, with who rejected it first. */
  readonly rejected: { readonly body: string; readonly by: string } | null;
  readonly outcome: LedgerOutcome;
  /** Claimed time (Unix ms) of the word that made the outcome; null while it is open. */
  readonly at: number | null;
  /** The same, as the clock at the meeting told it: `HH:MM`. */
  readonly time: string | null;
}

/** What a proposal speaks of: "Article 4.11", or "Article 1" with its title, or several articles. */
export interface Subject {
  /** "Article 4.11", "Article 6-11"; empty where that cannot be told. */
  readonly number: string;
  /** "Objective"; empty for a clause with its own number. */
  readonly title: string;
}

export interface ProposalTold extends Told {
  readonly kind: 'proposal';
  readonly change: ProposalKind;
  /** As its first proposer put it. */
  readonly first: string;
  /** Of the text that was agreed, or is the newest. */
  readonly summary: string;
  readonly subject: Subject;
  /** The wording of the one clause it gives words to; null where there are none or several. */
  readonly wording: string | null;
}

export interface ItemTold extends Told {
  readonly kind: 'item';
  readonly number: string;
  readonly activity: string;
  /** The timeframe as spoken. */
  readonly timeframe: string;
}

/** The clock at a meeting; an unknown zone is read as UTC. */
export function localTime(at: number, zone: string): string {
  const format = (timeZone: string) =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      numberingSystem: 'latn',
    }).format(at);
  try {
    return format(zone === '' ? 'UTC' : zone);
  } catch {
    return format('UTC');
  }
}

function outcomeOf({ agreement, stands }: Matter): LedgerOutcome {
  if (agreement !== null) return agreement.outcome;
  const all = [...stands.values()];
  const rejected = all.some((stand) => stand.state === 'spoken' && stand.decision.kind === 'rejected');
  return rejected ? 'rejected' : 'open';
}

function told(matter: Matter, link: PointLink, zone: string): Told {
  const first = matter.history[0];
  const outcome = outcomeOf(matter);
  const last = matter.history.findLast(({ decision }) => decision.kind === 'rejected');
  const at = matter.agreement?.at ?? (outcome === 'rejected' ? (last?.at ?? null) : null);
  const no = matter.history.find(({ decision }) => decision.kind === 'rejected');
  const offered = matter.versions.find(({ hash }) => hash === no?.hash);
  return {
    link,
    proposer: first === undefined ? null : { body: first.by.body, person: first.by.person },
    words: [...matter.stands].map(([body, stand]): LedgerWord => {
      if (stand.state === 'silent') return { body, said: null };
      return { body, said: stand.state === 'divided' ? 'divided' : stand.decision.kind };
    }),
    rejected: no === undefined || offered === undefined ? null : { body: offered.by.body, by: no.by.body },
    outcome,
    at,
    time: at === null ? null : localTime(at, zone),
  };
}

/** A proposal as the minutes tell of it. Null when no version of it can be read. `zone`: the meeting's. */
export function proposalTold(
  articles: ArticlesRegister,
  instrument: string,
  view: ProposalView,
  zone: string,
): ProposalTold | null {
  const { matter } = view;
  const first = matter.versions.map(readProposal).find((content) => content !== null);
  const version = matter.agreement?.version ?? matter.newest[0];
  const content = version === undefined ? null : readProposal(version);
  if (first === undefined || content === null) return null;
  const text = articles.text(instrument);
  const ledger = told(matter, { kind: 'proposal', id: view.id }, zone);
  return {
    kind: 'proposal',
    ...ledger,
    change: content.kind,
    first: first.summary,
    summary: content.summary,
    // Where a first text was rejected, the point is about what that one spoke of.
    subject: subjectOf((ledger.rejected === null ? content : first).changes, text),
    wording: content.kind === 'everywhere' ? null : wordingOf(content.changes, text),
  };
}

/** A plan item as the minutes tell of it. */
export function itemTold(item: PlanItem, { matter, agreed }: ItemAgreement, zone: string): ItemTold {
  return {
    kind: 'item',
    ...told(matter, { kind: 'item', id: item.id }, zone),
    number: agreed?.number ?? firstValue(item.number) ?? '',
    activity: agreed?.activity ?? item.activity.toString(),
    timeframe: agreed?.timeframe?.spoken ?? firstValue(item.timeframe)?.spoken ?? '',
  };
}

/** A provision before a change: the wording that the change begins from. */
function before({ provision, base }: Change, text: InstrumentText) {
  const wordings = text.provisions.get(provision)?.wordings ?? [];
  return wordings.find(({ made }) => base.includes(made))?.provision ?? null;
}

function subjectOf(changes: readonly Change[], text: InstrumentText): Subject {
  const own = new Set(changes.map(({ provision }) => provision));
  const touched = changes.flatMap((change) => {
    const at = change.to ?? before(change, text);
    // A clause that comes with its new article is told with it.
    return at === null || (at.parent !== null && own.has(at.parent)) ? [] : [{ id: change.provision, at }];
  });
  const articles = new Set(touched.map(({ id, at }) => at.parent ?? id));
  const standing = text.articles.filter(({ article }) => articles.has(article.id));
  const numberOf = (id: string) =>
    touched.find((one) => one.id === id)?.at.number ?? text.provisions.get(id)?.now?.number ?? '';
  const [only] = touched;
  if (articles.size === 1 && only !== undefined) {
    const article = only.at.parent ?? only.id;
    if (touched.length === 1 && /^\d+\.\d/u.test(only.at.number))
      return { number: `Article ${only.at.number}`, title: '' };
    const title = only.at.parent === null ? only.at.text : (text.provisions.get(article)?.now?.text ?? '');
    return { number: numberOf(article), title };
  }
  const numbers = standing.map(({ article }) => article.now?.number ?? '');
  const [first, last] = [numbers[0], numbers.at(-1)];
  const counted = numbers.every((number) => /^Article \d+$/u.test(number));
  if (!counted || first === undefined || last === undefined) return { number: '', title: '' };
  const run = Number(last.slice(8)) - Number(first.slice(8)) === numbers.length - 1;
  return run ? { number: `${first}-${last.slice(8)}`, title: '' } : { number: '', title: '' };
}

function wordingOf(changes: readonly Change[], text: InstrumentText): string | null {
  const worded = changes.filter((change) => {
    const { to } = change;
    return to !== null && to.parent !== null && to.text !== '' && before(change, text)?.text !== to.text;
  });
  const [one, ...more] = worded;
  return one === undefined || more.length > 0 ? null : (one.to?.text ?? null);
}
