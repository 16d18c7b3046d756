import type { Body, Role } from '../registers/workspace-types.ts';
import type { Author } from '../replica/door.ts';
import { m } from './messages.ts';

/** Bodies whose names in the three languages are their own or settled usage, by the name the genesis gives them. */
const KNOWN: Readonly<Record<string, (() => string) | undefined>> = {
  Cambodia: m.body_cambodia,
  Thailand: m.body_thailand,
  'International Organization for Migration': m.body_iom,
};

/** A body's name in the reader's language where that is known, else as the genesis has it. */
export const spokenName = ({ name }: Pick<Body, 'name'>): string => KNOWN[name]?.() ?? name;

/** Name of a body, or its code where the genesis does not know it. */
export function bodyName(bodies: readonly Body[], id: string): string {
  const body = bodies.find((one) => one.id === id);
  return body === undefined ? id : spokenName(body);
}

/** `Chhaya Sok (Cambodia)`. */
export const whoIs = (author: Author | null, bodies: readonly Body[]): string =>
  author === null
    ? m.who_unknown()
    : m.who_of({ person: author.person, body: bodyName(bodies, author.body) });

const ROLE_NAMES: Readonly<Record<Role, () => string>> = {
  head: m.role_head,
  delegate: m.role_delegate,
  secretariat: m.role_secretariat,
  facilitator: m.role_facilitator,
  reader: m.role_reader,
};
const ROLE_ACTS: Readonly<Record<Role, () => string>> = {
  head: m.role_head_does,
  delegate: m.role_delegate_does,
  secretariat: m.role_secretariat_does,
  facilitator: m.role_facilitator_does,
  reader: m.role_reader_does,
};

export const roleName = (role: Role): string => ROLE_NAMES[role]();
/** What the role may do, in a few words. */
export const roleActs = (role: Role): string => ROLE_ACTS[role]();
