import type { Check, CheckName, Outcome, Problem, Proven, Signature } from '../exchange/proof/report.ts';

/**
 * The words of a proof file. Plain functions beside the messages of the app: a proof is one small file that must be read in
 * twenty years, and takes nothing along that it does not need.
 */

const COMMON = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' } as const;
const day = new Intl.DateTimeFormat('en-GB', { ...COMMON, day: 'numeric', month: 'long', year: 'numeric' });
const clock = new Intl.DateTimeFormat('en-GB', {
  ...COMMON,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** Latest time a `Date` can hold; a device may claim any number. */
const LATEST = 8_640_000_000_000_000;

/** `25 August 2022, 08:47 UTC`. Unix ms. */
export const momentWords = (at: number): string =>
  at > LATEST ? 'a time no calendar has' : `${day.format(at)}, ${clock.format(at)} UTC`;

/** `2022-10-31` → `31 October 2022`; other words as they are. */
export function dayWords(iso: string): string {
  const at = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(at) ? iso : day.format(at);
}

export const together = (names: readonly string[]): string => list.format(names);

export const page = {
  name: 'Span · proof of an agreement',
  verified: 'Verified.',
  notVerified: 'Not verified.',
  failedCheck: 'This check failed:',
  filedAs: 'Filed as',
  filedAsWhy: 'A name given by this file; nobody signed it.',
  text: 'The text',
  notTaken: 'What was proposed, and not taken',
  signatures: 'Who gave their word',
  signedBy: 'Signed by',
  time: 'Time claimed',
  mandate: 'Mandate',
  noMandate: 'none named',
  minutes: 'Minutes, point',
  claimed:
    'Times are those of the signing devices’ clocks; nobody else confirms them. Names, seats and mandates stand as they were signed.',
  identity: 'What it can be compared with',
  hash: 'SHA-256 of the text',
  workspace: 'Workspace',
  sixWords: 'Six words of the workspace',
  sixWordsWhy:
    'The heads of delegation compared these six words when they founded the workspace. That the keys are those of the governments named is shown only by comparing them with the words noted then.',
  script: 'SHA-256 of the checking script',
  checks: 'What was checked',
  whole: 'All that was signed, field by field',
  limits: 'What this file cannot show',
  limitList: [
    'Whether a Party has taken its word back since, or whether another text was agreed later. Ask a member of the workspace.',
    'Whether a time is right.',
    'Whether the keys are those of the governments named. Compare the six words.',
    'Whether this page is honest. Whoever hands you a file could have changed the script in it, and a changed script can say anything, a false hash of itself too. Where it matters, take the SHA-256 of the script with a tool of your own and compare it with the one Span shows, or give the file to a member to check.',
  ],
  refusedLead: 'This file does not prove an agreement.',
  refusedText:
    'The text in it is not shown. A file is damaged easily on its way: ask for another copy, or have a member of the workspace make the proof again.',
  unable: 'This browser cannot check the signatures.',
  unableText:
    'It lacks Ed25519, the kind of signature used here. Chrome and Edge from version 137, Firefox from 129 and Safari from 17 have it. Nothing is said here about the file itself.',
  names: '° A name given by this file; nobody signed it.',
  deleted: 'Deleted',
  noWording: 'No wording',
  inEffect: (find: string, replacement: string) => `“${find}” becomes “${replacement}” throughout`,
} as const;

/** What a verified proof shows, in a sentence. */
export function outcomeWords({ outcome, signatures }: Proven): string {
  const parties = together(signatures.map(({ partyName }) => partyName));
  const giver = signatures.find(({ decision }) => decision.kind === 'agreed')?.partyName ?? '';
  const receivers = signatures.filter(({ decision }) => decision.kind === 'received');
  const said: Readonly<Record<Outcome, string>> = {
    agreed: `${parties} agreed on these words.`,
    'ad referendum': `${parties} agreed on these words ad referendum.`,
    kept: `${parties} keep the text as it was.`,
    received: `${giver} gave this notice, and ${together(receivers.map(({ partyName }) => partyName))} recorded its receipt.`,
  };
  return said[outcome];
}

/** What else is to be known of the outcome; null where nothing is. */
export function outcomeNote({ outcome, signatures }: Proven): string | null {
  if (outcome === 'kept')
    return 'Each Party answered the proposal below with “keep original”. The text below is the proposal, not the text that was kept.';
  if (outcome !== 'ad referendum') return null;
  const until = signatures.flatMap(({ decision, partyName }) =>
    decision.kind === 'ad referendum' ? [`${partyName} by ${dayWords(decision.until)}`] : [],
  );
  return `Subject to confirmation: ${until.join(', ')}. Whether it was confirmed is not in this file.`;
}

/** What a Party said. */
export function decisionWords({ decision }: Signature): string {
  switch (decision.kind) {
    case 'agreed':
      return 'agreed';
    case 'ad referendum':
      return `agreed ad referendum, to be confirmed by ${dayWords(decision.until)}`;
    case 'keep original':
      return 'keep original';
    case 'received':
      return `received on ${dayWords(decision.on)}`;
    case 'tabled':
    case 'rejected':
    case 'reserved':
    case 'withdrawn':
      return decision.kind;
  }
}

/** Name of a check, and what it means that it held. */
export const CHECK_WORDS: Readonly<Record<CheckName, readonly [name: string, held: string]>> = {
  file: ['The file is whole', 'The proof in it matches its checksum.'],
  shape: ['It is a proof', 'It has the form of a proof, written in the one way there is.'],
  able: ['This browser can check', 'It knows Ed25519 signatures, tried on a known example.'],
  genesis: ['The Parties founded the workspace', 'Every Party’s root signed its genesis.'],
  certificates: [
    'The devices are certified',
    'Each Party’s root appointed the admin who certified the device.',
  ],
  session: ['The sessions are the devices’ own', 'Each session’s name follows from the certificate.'],
  signature: ['The signatures are genuine', 'Each word was signed by the certified device, unchanged since.'],
  payload: ['The words are endorsements', 'Each is in the one form an endorsement has.'],
  content: ['The text is the one that was signed', 'Each endorsement’s hash is that of the text in it.'],
  entitled: ['The signers may sign', 'Each device is one of its own Party, certified to sign for it.'],
  parties: ['Every Party gave its word', 'One word of each Party, and nothing else.'],
  words: ['They speak of the same words', 'The same record, the same kind of text, the same hash.'],
  outcome: ['Their words make one outcome', 'Together they are what is said above.'],
};

const PROBLEMS: Readonly<Record<Problem, (of: string) => string>> = {
  'not a proof file': () => 'What the file carries is no longer in the form of a proof file.',
  checksum: () => 'The proof in the file was changed or damaged: it does not match its checksum.',
  shape: () => 'A part of the proof is missing or has another form.',
  spelling: () => 'The proof is not written in the one way a proof is written.',
  'no Ed25519': () => 'This browser does not know Ed25519 signatures.',
  'genesis shape': () => 'The genesis of the workspace does not have the form of one.',
  'Party did not sign': (of) => `The signature of ${of} under the genesis of the workspace does not hold.`,
  'statement unreadable': () => 'A certificate does not have the form of one.',
  'other workspace': (of) => `The certificate for ${of} belongs to another workspace.`,
  'unknown Party': (of) => `The certificate for ${of} is of a Party that the genesis does not name.`,
  'statement changed': (of) => `The certificate for ${of} was changed: the signature under it does not hold.`,
  'not by the root': (of) => `An admin of ${of} was not appointed by that Party’s root.`,
  'appointment changed': (of) => `The appointment of an admin of ${of} does not hold.`,
  'not by an admin': (of) => `The certificate for ${of} is not by an admin its Party’s root appointed.`,
  'unknown body': (of) => `The certificate for ${of} names a body that Party cannot certify for.`,
  'no certificate': () => 'A word comes without the certificate of the device that signed it.',
  'other session': (of) => `A word shown as that of ${of} comes from a session of another device.`,
  'other device': (of) => `A word shown as that of ${of} bears the number of another device.`,
  'entry unreadable': (of) => `The word of ${of} cannot be read: it was changed after it was signed.`,
  signature: (of) =>
    `The signature of ${of} does not hold: what it stands under was changed, or is not theirs.`,
  'not an endorsement': (of) => `What ${of} signed is not an endorsement.`,
  'content hash': (of) => `The text that ${of} signed does not match the hash they signed with it.`,
  partner: (of) => `${of} sits for a partner; only a Party’s own members sign.`,
  'may not sign': (of) => `The device of ${of} is not certified to sign for its Party.`,
  'Party missing': (of) => `The word of ${of} is missing.`,
  'Party twice': (of) => `There are two words of ${of}; each Party has one.`,
  'surplus statement': (of) => `The file carries a certificate (${of}) that none of its words needs.`,
  'other record': (of) => `${of} spoke of another record.`,
  'other schema': (of) => `${of} spoke of another kind of text.`,
  'other words': (of) => `${of} signed other words than the Party before.`,
  'no assent': (of) => `What ${of} said is no assent.`,
  'different answers': () => 'The Parties answered differently.',
  unexpected: () => 'The check could not be carried out.',
};

export const STATE_WORDS: Readonly<Record<Check['state'], string>> = {
  held: 'held',
  failed: 'failed',
  'not reached': 'not reached',
};

/** What a check found, in a sentence. */
export function checkWords(check: Check): string {
  if (check.state === 'held') return CHECK_WORDS[check.check][1];
  return check.state === 'failed'
    ? PROBLEMS[check.detail.problem](check.detail.of)
    : STATE_WORDS[check.state];
}

const LANGUAGE_NAMES: Readonly<Record<string, string>> = { en: 'English', km: 'Khmer', th: 'Thai' };
export const languageName = (code: string): string => LANGUAGE_NAMES[code] ?? code;

const PROPOSAL_KINDS: Readonly<Record<string, string>> = {
  basis: 'The text the talks begin from',
  insert: 'Insertion',
  replace: 'New wording',
  delete: 'Deletion',
  move: 'Another place',
  renumber: 'Another number',
  split: 'Division',
  join: 'Joining',
  everywhere: 'Replacement throughout',
  keep: 'The text as it stands',
  settle: 'Choice between wordings agreed apart',
};
export const proposalKindWords = (kind: string): string => PROPOSAL_KINDS[kind] ?? kind;

/** Words for fields of known contents; a field without one is shown under its own name. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  number: 'Number',
  activity: 'Activity',
  responsible: 'Responsible',
  timeframe: 'Timeframe',
  expected: 'Expected result',
  kind: 'What it is',
  summary: 'Summary',
  language: 'Language',
  title: 'Title',
  signatories: 'Signatories',
  venue: 'Place',
  date: 'Date',
  instrument: 'Instrument',
  by: 'Given by',
  reference: 'Reference',
  sent: 'Sent',
};

export const timeframeWords = (spoken: string, tbc: boolean): string =>
  tbc && !/\btbc\b/i.test(spoken) ? `${spoken} (to be confirmed)` : spoken;

/** What the parts of minutes are called. */
export const minutesWords = {
  heading: 'Minutes',
  date: 'Date and time',
  venue: 'Venue',
  host: 'Host',
  chair: (body: string): string => `Chair for ${body}`,
  by: 'Said by',
  time: 'Time of the outcome',
  signed: 'Signed at',
  attendance: 'Attendance',
  present: 'present',
  absent: 'not present',
  agenda: 'Agenda',
  minutes: (minutes: number): string => `${minutes} min`,
} as const;
