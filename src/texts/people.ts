import type { Body, Role } from '../registers/workspace-types.ts';
import type { Author } from '../replica/door.ts';
import { m } from './messages.ts';

/** Name of a body, or its code where the genesis does not know it. */
export const bodyName = (bodies: readonly Body[], id: string): string =>
  bodies.find((body) => body.id === id)?.name ?? id;

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
