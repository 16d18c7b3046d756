import type { AgreementState } from '../registers/agreement-state.ts';
import { stateNow, type Signable } from '../registers/agreement.ts';
import type { ProposalView } from '../registers/articles.ts';
import { firstSaid, inThree } from '../registers/in-three.ts';
import type { InstrumentText } from '../registers/instrument-text.ts';
import type { Matter } from '../registers/matter.ts';
import { readItemWords, signableItem, type ItemWords } from '../registers/plan-agreement.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import { firstValue } from '../replica/field.ts';
import type { PointLink } from '../schema/minutes.ts';
import { changeName, proposalName } from '../texts/articles.ts';
import { m } from '../texts/messages.ts';
import { readersWords } from '../texts/readers-first.ts';

interface Known {
  readonly state: 'known';
  /** "Item 1.4", "4.12 · 2.1 k". */
  readonly name: string;
  /** Where it is. */
  readonly address: string;
}

/** What a link of a point leads to; `gone`: no record of this id is here, or none that this version knows. */
export type LinkedMatter =
  | { readonly state: 'gone' }
  | (Known & {
      readonly kind: 'item';
      readonly words: ItemWords | null;
      readonly signable: Signable;
      readonly matter: Matter;
      readonly agreement: AgreementState;
    })
  | (Known & {
      readonly kind: 'proposal';
      readonly proposal: ProposalView;
      readonly text: InstrumentText;
      readonly matter: Matter;
      readonly agreement: AgreementState;
    })
  | (Known & { readonly kind: 'other' });

const GONE: LinkedMatter = { state: 'gone' };

/** "4.12 · 2.1 k": the first provision a proposal changes, and its point of the minutes. */
export function proposalTitle(proposal: ProposalView, text: InstrumentText): string {
  const name = proposalName(proposal);
  const content = proposal.offers[0]?.content;
  const change = content?.changes[0];
  if (content === undefined || change === undefined || content.changes.length > 3) return name;
  return `${changeName(change, content, text)} · ${name}`;
}

function item({ plan, joint }: Workspace, base: string, id: string): LinkedMatter {
  const found = plan.item(id);
  if (found === null) return GONE;
  const number = firstValue(found.number);
  const signable = signableItem(found);
  const matter = joint.agreement.matter(id);
  return {
    state: 'known',
    kind: 'item',
    name: m.insp_title({ number: number === null || number === '' ? m.item_unnumbered() : number }),
    address: `${base}/plan/${encodeURIComponent(id)}`,
    words: signable.state === 'ready' ? readItemWords(signable) : null,
    signable,
    matter,
    agreement: stateNow(matter, signable),
  };
}

function proposal({ joint }: Workspace, base: string, id: string): LinkedMatter {
  for (const instrument of joint.articles.instruments()) {
    const found = joint.articles.proposal(instrument.id, id);
    if (found === null) continue;
    const text = joint.articles.text(instrument.id);
    return {
      state: 'known',
      kind: 'proposal',
      name: proposalTitle(found, text),
      address: `${base}/articles/${encodeURIComponent(id)}`,
      proposal: found,
      text,
      matter: found.matter,
      agreement: found.state,
    };
  }
  return GONE;
}

function meeting({ joint }: Workspace, base: string, id: string): LinkedMatter {
  const found = joint.meetings.meeting(id);
  if (found === null) return GONE;
  const name =
    readersWords(firstSaid(inThree(found, 'heading'), inThree(found, 'title'))) || m.mtg_untitled();
  return { state: 'known', kind: 'other', name, address: `${base}/meetings/${encodeURIComponent(id)}` };
}

function workshop({ joint }: Workspace, base: string, id: string): LinkedMatter {
  const found = joint.workshops.workshop(id);
  if (found === null) return GONE;
  const name = readersWords(inThree(found, 'title')) || m.mtg_untitled();
  return { state: 'known', kind: 'other', name, address: `${base}/workshop/${encodeURIComponent(id)}` };
}

function plan(workspace: Workspace, base: string, id: string): LinkedMatter {
  const found = workspace.plan.plans().find((one) => one.id === id);
  if (found === undefined) return GONE;
  const name = readersWords(inThree(found, 'title')) || m.mtg_untitled();
  return { state: 'known', kind: 'other', name, address: `${base}/plan` };
}

/** Follows a link of a point, as far as this device knows. Never throws. */
export function linkedMatter(workspace: Workspace, base: string, { kind, id }: PointLink): LinkedMatter {
  switch (kind) {
    case 'item':
      return item(workspace, base, id);
    case 'proposal':
      return proposal(workspace, base, id);
    case 'plan':
      return plan(workspace, base, id);
    case 'meeting':
      return meeting(workspace, base, id);
    case 'workshop':
      return workshop(workspace, base, id);
    case 'commitment':
      return GONE;
  }
}
