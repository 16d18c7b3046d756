import type { Meeting } from '../replica/meeting.ts';

/** Why an invitation cannot be followed; worded in src/texts. */
export type InvitationProblem =
  | 'unreadable'
  | 'edited'
  | 'used'
  | 'withdrawn'
  | 'refused'
  | 'foreign version'
  | 'unreachable'
  /** Signatures do not hold. */
  | 'untrue';

/** A head of delegation while the six words are compared. */
export interface FoundingHead {
  readonly body: string;
  readonly person: string;
  readonly seat: string;
  readonly confirmed: boolean;
}

export type FoundingState =
  /** `link` and `file` are null for a Party that answers: only the first Party hands an invitation on. */
  | {
      readonly state: 'waiting';
      readonly link: string | null;
      readonly file: string | null;
      /** Bodies that have yet to answer. */
      readonly waitingFor: readonly string[];
      readonly relay: Meeting['state'];
    }
  | {
      readonly state: 'comparing';
      readonly words: readonly string[];
      readonly heads: readonly FoundingHead[];
      /** By us. */
      readonly confirmed: boolean;
    }
  /** `workspace` is the key on the shelf. */
  | { readonly state: 'founded'; readonly workspace: string }
  | { readonly state: 'failed'; readonly problem: InvitationProblem };

export type JoiningState =
  | {
      readonly state: 'introducing';
      readonly workspace: string;
      readonly bodyName: string;
      readonly inviter: string;
    }
  | { readonly state: 'asking'; readonly words: readonly string[]; readonly relay: Meeting['state'] }
  /** `workspace` is the key on the shelf. */
  | { readonly state: 'admitted'; readonly workspace: string }
  | { readonly state: 'failed'; readonly problem: InvitationProblem };
