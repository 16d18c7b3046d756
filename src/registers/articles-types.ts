import type { Whereabouts } from '../replica/door.ts';
import type { Field } from '../replica/field.ts';
import type { Proposal, ProposalKind } from '../schema/articles.ts';
import type { AgreementState } from './agreement-state.ts';
import type { Matter } from './matter.ts';

/** A legal text the Parties negotiate. */
export interface Instrument {
  readonly id: string;
  readonly title: Field<string>;
  readonly titleKm: Field<string>;
  readonly titleTh: Field<string>;
  readonly order: string;
}

/** A text of a proposal that lies before the Parties. */
export interface Offer {
  readonly hash: string;
  readonly content: Proposal;
  /** Who put it forward first, and when (Unix ms, claimed). */
  readonly by: Matter['versions'][number]['by'];
  readonly at: number;
  /** Provisions whose agreed wording has moved on since: it is brought up to date before anybody agrees to it. */
  readonly behind: readonly string[];
}

/** A proposal with everything said of it. */
export interface ProposalView {
  readonly id: string;
  /** By its first version. */
  readonly kind: ProposalKind;
  readonly point: Field<string>;
  readonly matter: Matter;
  readonly state: AgreementState;
  /** The newest text; several when they were put forward apart. Empty when no version can be read. */
  readonly offers: readonly Offer[];
  /** Provisions it touches, by any of its newest texts. */
  readonly touches: ReadonlySet<string>;
  /** Other open proposals that touch one of them. */
  readonly collides: readonly string[];
  /** Not yet agreed, kept or withdrawn. */
  readonly open: boolean;
  readonly where: Whereabouts;
}
