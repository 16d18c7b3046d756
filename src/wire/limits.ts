/** What relay and app hold each other to. Sizes in bytes, times in milliseconds. */
export const LIMITS = {
  /** One WebSocket message a client sends. */
  frame: 1024 * 1024,
  /** What the relay keeps of one room. */
  room: 64 * 1024 * 1024,
  /** The same for a meeting room, which carries one invitation. */
  meetingRoom: 1024 * 1024,
  /** A meeting room nobody has written to for this long is dropped. */
  meetingIdle: 14 * 24 * 60 * 60 * 1000,
  /** What a file's room keeps: a file of 20 MB, padded and sealed. */
  fileRoom: 24 * 1024 * 1024,
  /** What one address may put into the rooms of files in a day, unless the relay's operator sets another. */
  filesPerDay: 4 * 1024 * 1024 * 1024,
  /** Letters of a credential: 31 parties need about 3,000; Node reads 16 KiB of headers in all. */
  credential: 6 * 1024,
  /** How long an access token is meant to live. */
  tokenLife: 60 * 1000,
  /** How far the clocks of a delegate's laptop and of a relay may be apart. */
  clockTolerance: 5 * 60 * 1000,
  /** Sockets in one room. */
  socketsPerRoom: 512,
  /** Sockets of the whole relay. */
  sockets: 8192,
  /** Rooms the relay holds in memory at once. */
  rooms: 4096,
  /** Bytes a socket may send per second for long, and at once. Each frame costs `frameCost` on top. */
  bytesPerSecond: 4 * 1024 * 1024,
  burst: 32 * 1024 * 1024,
  frameCost: 64,
  /** Unsent bytes after which a reader is too slow; what it asked for itself (a join) does not count. */
  unsent: 8 * 1024 * 1024,
  /** One presence state (Span's own are 1 KiB), how many a socket may own, how many a room may hold. */
  presenceState: 16 * 1024,
  presencePerSocket: 16,
  presencePerRoom: 2048,
  /** Bytes of updates that wait for a cause they name. More are dropped: a flood of them would cost the square. */
  pending: 256 * 1024,
} as const;
