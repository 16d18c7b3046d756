import type { Agreement, Matter, Position, Stand, Version } from './matter.ts';

/** Why a Party does not assent to the text in question. */
export type Objection =
  | {
      readonly party: string;
      readonly kind: 'rejected' | 'keep original' | 'reserved';
      readonly position: Position;
    }
  | { readonly party: string; readonly kind: 'divided'; readonly positions: readonly Position[] };

/** How far a text is from agreement, before all Parties have said one thing of it. */
export type OpenState =
  | { readonly state: 'draft' }
  /** Put before the Parties; none has answered. */
  | { readonly state: 'tabled'; readonly version: Version; readonly waitingFor: readonly string[] }
  /** Whoever had put it there took it off the table again. */
  | { readonly state: 'taken back'; readonly version: Version; readonly by: Position }
  /** Agreed by some; the others are waited for. */
  | {
      readonly state: 'waiting';
      readonly version: Version;
      readonly agreed: readonly string[];
      readonly waitingFor: readonly string[];
    }
  /** A Party said something else than yes. */
  | {
      readonly state: 'contested';
      readonly version: Version;
      readonly agreed: readonly string[];
      readonly waitingFor: readonly string[];
      readonly objections: readonly Objection[];
    };

/** Where a matter stands, of the text that is on the screen now. */
export type AgreementState =
  | OpenState
  | { readonly state: 'agreed'; readonly agreement: Agreement }
  /** Agreed, but a Party's capital has yet to confirm. */
  | {
      readonly state: 'ad referendum';
      readonly agreement: Agreement;
      /** By Party: the day the confirmation is due, `YYYY-MM-DD`. */
      readonly until: readonly { readonly party: string; readonly until: string }[];
    }
  /** All Parties keep the text as it was. */
  | { readonly state: 'kept'; readonly agreement: Agreement }
  /** What is on the screen is no longer what was agreed; that stays agreed until the change is. */
  | { readonly state: 'changed'; readonly agreement: Agreement; readonly next: OpenState }
  /** Agreed once, and a Party took its word back since. */
  | { readonly state: 'withdrawn'; readonly agreement: Agreement; readonly by: readonly Position[] };

type Answer = { readonly kind: 'silent' | 'agreed' } | Objection;

function answerOf(party: string, stand: Stand | undefined, hash: string): Answer {
  if (stand === undefined || stand.state === 'silent') return { kind: 'silent' };
  if (stand.state === 'divided') return { party, kind: 'divided', positions: stand.positions };
  // A word on an earlier text is no answer to this one.
  if (stand.hash !== hash) return { kind: 'silent' };
  const { kind } = stand.decision;
  if (kind === 'agreed' || kind === 'ad referendum' || kind === 'received') return { kind: 'agreed' };
  if (kind === 'rejected' || kind === 'keep original' || kind === 'reserved')
    return { party, kind, position: stand };
  return { kind: 'silent' };
}

function openState(matter: Matter, version: Version | undefined): OpenState {
  if (version === undefined) return { state: 'draft' };
  const off = matter.offTable.get(version.hash);
  if (off !== undefined) return { state: 'taken back', version, by: off };
  const answers = [...matter.stands].map(
    ([party, stand]) => [party, answerOf(party, stand, version.hash)] as const,
  );
  const of = (kind: Answer['kind']) => answers.filter(([, answer]) => answer.kind === kind).map(([id]) => id);
  const agreed = of('agreed');
  const waitingFor = of('silent');
  const objections = answers.flatMap(([, answer]) => ('party' in answer ? [answer] : []));
  if (objections.length > 0) return { state: 'contested', version, agreed, waitingFor, objections };
  return agreed.length > 0
    ? { state: 'waiting', version, agreed, waitingFor }
    : { state: 'tabled', version, waitingFor };
}

/** State of a matter whose text on the screen has this content hash; null when there is none that could be agreed. */
export function stateOf(matter: Matter, hash: string | null): AgreementState {
  const version = matter.versions.find((one) => one.hash === hash);
  const { agreement } = matter;
  if (agreement !== null) {
    if (agreement.version.hash !== hash)
      return { state: 'changed', agreement, next: openState(matter, version) };
    if (agreement.outcome === 'kept') return { state: 'kept', agreement };
    const until = agreement.endorsements.flatMap(({ by, decision }) =>
      decision.kind === 'ad referendum' ? [{ party: by.body, until: decision.until }] : [],
    );
    return until.length > 0 ? { state: 'ad referendum', agreement, until } : { state: 'agreed', agreement };
  }
  const last = matter.agreements.at(-1);
  const open = openState(matter, version);
  const silent =
    open.state === 'draft' || (open.state !== 'contested' && open.version.hash === last?.version.hash);
  if (last !== undefined && silent) return { state: 'withdrawn', agreement: last, by: last.withdrawn };
  return open;
}
