/** A device as its Party certified it. */
export interface DeviceCard {
  /** base64url of SHA-256 over the certificate. */
  readonly cert: string;
  /** 1..31, the position of the certifying Party in the genesis. */
  readonly party: number;
  /** 1..65535, unique within that Party's own chain. */
  readonly device: number;
  /** The body the person sits for: the Party itself, or a partner it has let in. */
  readonly body: string;
  readonly person: string;
  readonly seat: string;
  /** 32 raw bytes, Ed25519. */
  readonly signPub: Uint8Array;
  /** Names of the spaces in which this device may write. */
  readonly writes: ReadonlySet<string>;
  /** Whether it may sign for its Party. */
  readonly signs: boolean;
  /** Whether it is a facilitator's: it endorses nothing, and writes only under the roots a space keeps for that. */
  readonly facilitates: boolean;
}

/** Who is who, as far as the charter has been heard: grows, never forgets. */
export interface Directory {
  byCert(cert: string): DeviceCard | null;
  /** Called after a certificate became known. Returns its end. */
  observe(listener: () => void): () => void;
}
