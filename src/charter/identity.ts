import type { Signer } from '../crypto/sign.ts';
import type { Receiver } from '../crypto/wrap.ts';
import type { Foundation, SpaceName } from './genesis.ts';
import type { Statement } from './statement.ts';

/**
 * What makes this device a member of one workspace. Kept in the browser's IndexedDB with private keys that never leave
 * WebCrypto; the epoch keys lie wrapped for `receiver` in the statements.
 */
export interface Identity {
  /** Name of the workspace on this device's shelf and in its addresses. */
  readonly key: string;
  readonly kind: 'founded' | 'sample';
  readonly foundation: Foundation;
  /** Base URLs of the relays: `wss://host`. */
  readonly relays: readonly string[];
  /** base64url hash of this device's certificate. */
  readonly cert: string;
  readonly party: number;
  readonly body: string;
  readonly signer: Signer;
  readonly receiver: Receiver;
  /** Where this device is its Party's admin. */
  readonly admin: { readonly key: string; readonly signer: Signer; readonly path: string } | null;
  /** Enough to open the charter: foundation's chain, this device's certificate and grants. */
  readonly statements: readonly Statement[];
  /** Only for the public sample, whose keys anybody derives from its link. */
  readonly secrets: Readonly<Partial<Record<SpaceName, Uint8Array>>> | null;
}
