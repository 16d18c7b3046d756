import { ownerOf, type SpaceName } from './genesis.ts';
import { facilitates, type Act } from './statement.ts';

/**
 * All spaces a facilitator may ever hold a key of. It lists what is open to them and not what is closed, so that a space of a
 * later version (that of cases, before all) is closed to them until somebody writes its name here.
 */
export const FACILITATOR_SPACES = ['charter', 'joint'] as const satisfies readonly SpaceName[];

/** Whether a facilitator may hold the key of a space. Such a space is everybody's: who holds it need not be asked. */
export const openToFacilitators = (space: SpaceName): boolean =>
  FACILITATOR_SPACES.some((name) => name === space);

/**
 * Whether a device may hold the key of a space, by its certificate.
 * @param certifiedBy the Party (from 1) whose admin certified it
 * @param grantedBy the Party whose admin grants it
 */
export function mayHoldKey(
  cert: Extract<Act, { kind: 'cert' }>,
  certifiedBy: number,
  grantedBy: number,
  space: SpaceName,
): boolean {
  if (openToFacilitators(space)) return true;
  if (facilitates(cert)) return false;
  const owner = ownerOf(space);
  return owner === null || (certifiedBy === grantedBy && cert.body === owner);
}
