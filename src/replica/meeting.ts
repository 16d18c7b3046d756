/** A small room in which an invitation is answered: named values, last write wins, everybody inside holds the secret. */
export interface Meeting {
  put(name: string, value: Uint8Array): void;
  get(name: string): Uint8Array | null;
  names(): readonly string[];
  /** Called after any value changed, or the link to the relay changed. Returns its end. */
  observe(listener: () => void): () => void;
  /** Whether what was put has reached the relay, and whether what lies there is here. */
  readonly state: 'connecting' | 'synced' | 'offline' | 'refused';
  /** Milliseconds by which the relay's clock is ahead of this device's; 0 unless it refused a token for its time. */
  readonly clockAhead: number;
  close(): void;
}
