/**
 * Why a relay ends a connection. y-websocket 3.1 gives up on 4400-4499 and comes back after anything else
 * (`defaultShouldReconnect`), so a refusal that a fresh token or time can cure stands at 4500-4599.
 */
export const CLOSE_CODES = {
  /** A frame that is not exactly understood. */
  malformed: 4400,
  /** No credential, or one whose signatures do not hold. */
  unauthorised: 4401,
  /** The descriptor is sound, but for another room. */
  'forbidden-room': 4403,
  /** The room has moved to a later generation; a newer descriptor is needed. */
  'stale-descriptor': 4409,
  'frame-too-large': 4413,
  /** The room has reached its size; what is stored stays. */
  'room-full': 4414,
  /** This address has put as much on the relay's disk today as one may; what is stored stays. */
  'address-full': 4415,
  /** The token was made for another relay. */
  'wrong-audience': 4421,
  /** Cured by a fresh token. */
  'expired-token': 4501,
  'replayed-token': 4502,
  /** The token is from the future: one of the two clocks is off by more than the tolerance. */
  'wrong-clock': 4503,
  'shutting-down': 4504,
  /** What was sent could not be stored, so nobody has heard it. */
  'storage-failed': 4507,
  'too-slow-reader': 4508,
  /** Too many sockets or rooms at this relay. */
  crowded: 4520,
  'too-fast': 4529,
} as const;

export type CloseName = keyof typeof CLOSE_CODES;

const NAMES = new Map<number, CloseName>(
  Object.entries(CLOSE_CODES).map(([name, code]) => [code, name as CloseName]),
);

/** The name of a close code, or null when it is none of ours (network loss is 1006, for example). */
export const closeNameOf = (code: number): CloseName | null => NAMES.get(code) ?? null;

/** True when coming back cannot help. */
export const isFinal = (code: number): boolean => code >= 4400 && code < 4500;
