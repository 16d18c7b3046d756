import {
  dayWords,
  FIELD_WORDS,
  languageName,
  page,
  proposalKindWords,
  timeframeWords,
  together,
} from '../../texts/proof.ts';
import { minutesBlocks } from './minutes.ts';
import type { Proven } from './report.ts';

/** A piece of a signed text, ready to be shown. */
export type Block =
  | { readonly kind: 'heading' | 'language'; readonly text: string }
  /** Wording, shown large; `lang` where the content names its language. */
  | { readonly kind: 'words'; readonly number: string; readonly text: string; readonly lang: string | null }
  | { readonly kind: 'remark'; readonly number: string; readonly text: string }
  | { readonly kind: 'row'; readonly label: string; readonly value: string };

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const words = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** Longer values are wording rather than particulars. */
const LONG = 120;

function plain(label: string, value: unknown): Block[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'string')
      ? plain(label, value.join(', '))
      : value.flatMap((item, i) => plain(`${label} ${i + 1}`, item));
  if (isFields(value))
    return Object.entries(value).flatMap(([key, item]) =>
      plain(label === '' ? key : `${label}, ${key}`, item),
    );
  const text = String(value);
  return text.length > LONG
    ? [
        { kind: 'heading', text: label },
        { kind: 'words', number: '', text, lang: null },
      ]
    : [{ kind: 'row', label, value: text }];
}

/** How the fields of one kind of content are shown; a field it does not know is shown under its own name. */
type Teller = (
  content: Fields,
  proven: Proven,
) => { readonly told: readonly string[]; readonly blocks: Block[] };

const row = (content: Fields, key: string, value: string = words(content[key])): Block[] =>
  value === '' ? [] : [{ kind: 'row', label: FIELD_WORDS[key] ?? key, value }];

const bodyIn = ({ workspace }: Proven, id: unknown): string =>
  workspace.bodies.find((body) => body.id === id)?.name ?? words(id);

const planItem: Teller = (content, proven) => {
  const { responsible, timeframe } = content;
  const frame = isFields(timeframe)
    ? timeframeWords(words(timeframe['spoken']), timeframe['tbc'] === true)
    : '';
  return {
    told: ['number', 'activity', 'responsible', 'timeframe', 'expected'],
    blocks: [
      { kind: 'words', number: words(content['number']), text: words(content['activity']), lang: null },
      ...row(content, 'responsible', together(listOf(responsible).map((id) => bodyIn(proven, id)))),
      ...row(content, 'timeframe', frame),
      ...row(content, 'expected'),
    ],
  };
};

const changed = (change: unknown, { unsigned: { labels } }: Proven): Block[] => {
  if (!isFields(change)) return [];
  const name = labels[words(change['provision'])];
  const { to } = change;
  if (!isFields(to))
    return [{ kind: 'remark', number: name === undefined ? '' : `${name}°`, text: page.deleted }];
  const number = words(to['number']);
  const text = words(to['text']);
  return text === ''
    ? [{ kind: 'remark', number, text: page.noWording }]
    : [{ kind: 'words', number, text, lang: null }];
};

const proposal: Teller = (content, proven) => {
  const { find, replacement } = content;
  const throughout = typeof find === 'string' ? page.inEffect(find, words(replacement)) : '';
  return {
    told: ['instrument', 'kind', 'summary', 'find', 'replacement', 'changes'],
    blocks: [
      ...listOf(content['changes']).flatMap((change) => changed(change, proven)),
      ...row(content, 'kind', proposalKindWords(words(content['kind']))),
      ...row(content, 'summary', throughout),
      ...row(content, 'summary'),
    ],
  };
};

const translation: Teller = (content) => ({
  told: ['provision', 'language', 'text', 'source'],
  blocks: [
    { kind: 'words', number: '', text: words(content['text']), lang: words(content['language']) },
    ...row(content, 'language', languageName(words(content['language']))),
  ],
});

const provision = (told: Fields, lang: string): Block => {
  const number = words(told['number']);
  const text = words(told['text']);
  if (told['kind'] === 'article') return { kind: 'heading', text: [number, text].filter(Boolean).join('. ') };
  return text === ''
    ? { kind: 'remark', number, text: page.noWording }
    : { kind: 'words', number, text, lang };
};

const instrument: Teller = (content, proven) => ({
  told: ['title', 'versions', 'signatories', 'venue', 'date'],
  blocks: [
    { kind: 'heading', text: words(content['title']) },
    ...listOf(content['versions'])
      .filter(isFields)
      .flatMap(({ language, title, provisions }): Block[] => [
        { kind: 'language', text: languageName(words(language)) },
        ...(words(title) === ''
          ? []
          : [{ kind: 'words', number: '', text: words(title), lang: words(language) } as const]),
        ...listOf(provisions)
          .filter(isFields)
          .map((told) => provision(told, words(language))),
      ]),
    ...listOf(content['signatories'])
      .filter(isFields)
      .map(({ party, person, title }): Block => ({
        kind: 'row',
        label: bodyIn(proven, party),
        value: [person, title].map(words).filter(Boolean).join(', '),
      })),
    ...row(content, 'venue'),
    ...row(content, 'date', dayWords(words(content['date']))),
  ],
});

const termination: Teller = (content, proven) => ({
  told: ['instrument', 'by', 'reference', 'sent'],
  blocks: [
    { kind: 'words', number: '', text: words(content['instrument']), lang: null },
    ...row(content, 'by', bodyIn(proven, content['by'])),
    ...row(content, 'reference'),
    ...row(content, 'sent', dayWords(words(content['sent']))),
  ],
});

const MINUTES_FIELDS = [
  'title',
  'heading',
  'date',
  'from',
  'to',
  'venue',
  'host',
  'chairs',
  'attendance',
  'agenda',
  'sections',
  'signature',
] as const;

/** Minutes that cannot be read as such are shown field by field. */
const minutes: Teller = (content, proven) => {
  const blocks = minutesBlocks(content, (body) => bodyIn(proven, body));
  return blocks === null ? { told: [], blocks: [] } : { told: MINUTES_FIELDS, blocks };
};

const TELLERS: Readonly<Record<string, Teller>> = {
  'plan-item/1': planItem,
  'proposal/1': proposal,
  'translation/1': translation,
  'instrument/1': instrument,
  'termination/1': termination,
  'minutes/1': minutes,
  'signed-minutes/1': minutes,
};

/** A signed content as it is shown: known kinds with their words, everything else key by key. Nothing in it is left out unsaid. */
export function blocksOf(proven: Proven): readonly Block[] {
  const { content, schema } = proven;
  const teller = Object.hasOwn(TELLERS, schema) ? TELLERS[schema] : undefined;
  const { told, blocks } = teller?.(content, proven) ?? { told: [], blocks: [] };
  const rest = Object.entries(content).filter(([key]) => !told.includes(key));
  return [...blocks, ...rest.flatMap(([key, value]) => plain(key, value))];
}
