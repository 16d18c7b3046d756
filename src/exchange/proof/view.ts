import {
  CHECK_WORDS,
  checkWords,
  decisionWords,
  momentWords,
  outcomeNote,
  outcomeWords,
  page,
  STATE_WORDS,
} from '../../texts/proof.ts';
import { runsOf } from '../../texts/runs.ts';
import { blocksOf, type Block } from './content.ts';
import type { Check, Proven, Report, Signature } from './report.ts';

type Child = Node | string;

/** An element; text goes in as text nodes only, so nothing in a proof can become markup. */
function el(
  name: string,
  { class: kind, lang }: { class?: string; lang?: string },
  ...children: Child[]
): HTMLElement {
  const element = document.createElement(name);
  if (kind !== undefined) element.className = kind;
  if (lang !== undefined) element.lang = lang;
  element.append(...children);
  return element;
}

/** A text with `lang` on its Khmer and Thai runs. */
const said = (text: string): Child[] =>
  runsOf(text).map((run) => (run.lang === null ? run.text : el('span', { lang: run.lang }, run.text)));

const section = (title: string, ...children: Child[]): HTMLElement =>
  el('section', {}, el('h2', {}, title), ...children);

const pair = (term: string, ...value: Child[]): Child[] => [el('dt', {}, term), el('dd', {}, ...value)];

function svg(name: string, attributes: Readonly<Record<string, string>>, ...children: Node[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** The seal of the app: one circle, a full segment for each Party. */
function seal(parties: number): SVGElement {
  const point = (turn: number): string => {
    const angle = (turn - 0.25) * 2 * Math.PI;
    return `${(10 + 8.5 * Math.cos(angle)).toFixed(3)} ${(10 + 8.5 * Math.sin(angle)).toFixed(3)}`;
  };
  const wedges = Array.from({ length: parties }, (_, i) =>
    svg('path', {
      d: `M10 10L${point(0.5 + i / parties)}A8.5 8.5 0 0 1 ${point(0.5 + (i + 1) / parties)}Z`,
      class: tone(i),
    }),
  );
  return svg('svg', { viewBox: '0 0 20 20', class: 'seal', 'aria-hidden': 'true' }, ...wedges);
}

/** A broken circle: nothing is sealed. */
const noSeal = (): SVGElement =>
  svg(
    'svg',
    { viewBox: '0 0 20 20', class: 'seal none', 'aria-hidden': 'true' },
    svg('circle', { cx: '10', cy: '10', r: '8.5' }),
    svg('path', { d: 'M6.5 13.5l7-7' }),
  );

const TONES = 4;
const tone = (i: number): string => (i < TONES ? `tone-${i}` : 'tone');

function block(one: Block): HTMLElement {
  switch (one.kind) {
    case 'heading':
      return el('h3', {}, ...said(one.text));
    case 'language':
      return el('h3', { class: 'language' }, one.text);
    case 'words': {
      const lang = one.lang ?? undefined;
      const wording = el(
        'div',
        { class: 'wording', ...(lang === undefined ? {} : { lang }) },
        ...said(one.text),
      );
      return numbered(one.number, wording);
    }
    case 'remark':
      return numbered(one.number, el('div', { class: 'wording remark' }, one.text));
    case 'row':
      return el('dl', { class: 'row' }, ...pair(one.label, ...said(one.value)));
  }
}

const numbered = (number: string, wording: HTMLElement): HTMLElement =>
  number === ''
    ? wording
    : el('div', { class: 'numbered' }, el('span', { class: 'number' }, ...said(number)), wording);

const signature = (one: Signature, i: number): HTMLElement =>
  el(
    'li',
    {},
    el(
      'div',
      { class: 'who' },
      el('span', { class: `lozenge ${tone(i)}` }, one.party),
      el('strong', {}, one.partyName),
    ),
    el('p', { class: 'decision' }, decisionWords(one)),
    el(
      'dl',
      {},
      ...pair(page.signedBy, ...said(`${one.person}, ${one.seat}`)),
      ...pair(page.time, momentWords(one.time)),
      ...pair(page.mandate, ...said(one.mandate ?? page.noMandate)),
      ...(one.point === null ? [] : pair(page.minutes, ...said(one.point))),
    ),
  );

const checkLine = (check: Check): HTMLElement =>
  el(
    'li',
    { class: check.state.replace(' ', '-') },
    el('span', { class: 'mark' }, STATE_WORDS[check.state]),
    el('strong', {}, CHECK_WORDS[check.check][0]),
    ...(check.state === 'not reached' ? [] : [el('p', {}, ...said(checkWords(check)))]),
  );

const checkList = ({ checks }: Report): HTMLElement =>
  section(page.checks, el('ol', { class: 'checks' }, ...checks.map(checkLine)));

const limits = (): HTMLElement =>
  section(page.limits, el('ul', { class: 'limits' }, ...page.limitList.map((limit) => el('li', {}, limit))));

const verdict = (mark: SVGElement, title: Child[], ...rest: Child[]): HTMLElement =>
  el(
    'header',
    {},
    el('p', { class: 'name' }, page.name),
    el('div', { class: 'verdict' }, mark, el('h1', {}, ...title)),
    ...rest,
  );

const wholeText = ({ content, schema, record }: Proven): HTMLElement =>
  el(
    'details',
    {},
    el('summary', {}, page.whole),
    el('pre', {}, ...said(JSON.stringify({ record, schema, content }, null, 2))),
  );

const compare = ({ contentHash, workspace }: Proven, script: string): HTMLElement =>
  section(
    page.identity,
    el(
      'dl',
      { class: 'identity' },
      ...pair(page.hash, el('code', {}, contentHash)),
      ...pair(page.workspace, ...said(workspace.name)),
      ...pair(
        page.sixWords,
        el('span', { class: 'six' }, workspace.words.join(' ')),
        el('p', {}, page.sixWordsWhy),
      ),
      ...pair(page.script, el('code', {}, script)),
    ),
  );

function verified(report: Extract<Report, { state: 'verified' }>, script: string): HTMLElement {
  const { proven } = report;
  const { outcome, signatures, unsigned } = proven;
  const note = outcomeNote(proven);
  const blocks = blocksOf(proven);
  const named = blocks.some((one) => 'number' in one && one.number.endsWith('°'));
  return el(
    'main',
    { class: 'verified' },
    verdict(
      seal(signatures.length),
      [el('span', { class: 'state' }, page.verified), ' ', ...said(outcomeWords(proven))],
      ...(note === null ? [] : [el('p', { class: 'note' }, note)]),
    ),
    el(
      'section',
      { class: outcome === 'kept' ? 'text not-taken' : 'text' },
      el('h2', {}, outcome === 'kept' ? page.notTaken : page.text),
      ...blocks.map(block),
      ...(unsigned.title === ''
        ? []
        : [
            el(
              'p',
              { class: 'aside' },
              `${page.filedAs} `,
              // Apart from the sentence around it: letters that turn the direction of writing end with the name.
              el('bdi', { lang: unsigned.language }, ...said(unsigned.title)),
              ` · ${page.filedAsWhy}`,
            ),
          ]),
      ...(named ? [el('p', { class: 'aside' }, page.names)] : []),
      wholeText(proven),
    ),
    section(
      page.signatures,
      el('ul', { class: 'signatures' }, ...signatures.map(signature)),
      el('p', { class: 'aside' }, page.claimed),
    ),
    compare(proven, script),
    checkList(report),
    limits(),
  );
}

const notVerified = (report: Exclude<Report, { state: 'verified' }>, script: string): HTMLElement => {
  const unable = report.state === 'unable';
  const failed = report.checks.find(({ state }) => state === 'failed');
  return el(
    'main',
    { class: report.state },
    verdict(
      noSeal(),
      [el('span', { class: 'state' }, page.notVerified), ' ', unable ? page.unable : page.refusedLead],
      ...(failed === undefined || unable
        ? []
        : [
            el(
              'p',
              { class: 'failure' },
              el('strong', {}, `${page.failedCheck} ${CHECK_WORDS[failed.check][0]}.`),
              ' ',
              ...said(checkWords(failed)),
            ),
          ]),
      el('p', { class: 'note' }, unable ? page.unableText : page.refusedText),
    ),
    checkList(report),
    section(page.identity, el('dl', { class: 'identity' }, ...pair(page.script, el('code', {}, script)))),
  );
};

/** Replaces whatever the page says by what the report says. `script`: hex SHA-256 of the script that runs. */
export function show(report: Report, script: string): void {
  const main = report.state === 'verified' ? verified(report, script) : notVerified(report, script);
  document.title = `${report.state === 'verified' ? page.verified : page.notVerified} ${page.name}`;
  document.body.replaceChildren(main);
}
