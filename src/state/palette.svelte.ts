import { isSaid, type InThree } from '../registers/in-three.ts';
import { recordPlace } from '../registers/record-place.ts';
import { fold, wordsOf } from '../registers/search/fold.ts';
import { SearchIndex, type SearchGroup, type SearchHit } from '../registers/search/search-index.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import { language } from '../texts/language.ts';
import { m } from '../texts/messages.ts';
import { sectionName } from '../texts/today.ts';
import { Coalesced } from './coalesced.ts';
import type { Command, Commands } from './commands.ts';
import { localDay } from './local-day.ts';
import type { Section } from './router.svelte.ts';
import type { Visit, Visits } from './visits.ts';

/** One line that can be chosen. */
export type Choice =
  | { readonly kind: 'command'; readonly key: string; readonly command: Command }
  | { readonly kind: 'visit'; readonly key: string; readonly visit: Visit; readonly title: InThree }
  | { readonly kind: 'hit'; readonly key: string; readonly hit: SearchHit }
  | {
      readonly kind: 'more';
      readonly key: string;
      readonly section: SearchGroup['section'];
      readonly count: number;
    };

export interface ChoiceGroup {
  readonly id: string;
  readonly name: string;
  readonly choices: readonly Choice[];
}

const NO_SECTIONS: readonly SearchGroup['section'][] = [];
const COMMANDS_SHOWN = 5;
const VISITS_SHOWN = 5;

/** The search and the commands behind Ctrl+K: one field, and one list that follows it. */
export class Palette {
  shown = $state(false);
  query = $state('');
  groups = $state.raw<readonly ChoiceGroup[]>([]);
  /** How many records were found; null while none are asked for. */
  found = $state<number | null>(null);
  /** Key of the line that Enter chooses. */
  active = $state('');
  readonly workspace: Workspace;
  /** Address of the workspace. */
  readonly base: string;
  readonly #commands: Commands;
  readonly #visits: Visits;
  readonly #index: SearchIndex;
  readonly #changed = new Coalesced(() => this.#read());
  readonly #end: () => void;
  #more: readonly SearchGroup['section'][] = NO_SECTIONS;
  #own: Workspace['own'] = null;
  #warming: ReturnType<typeof setTimeout> | null = null;

  constructor(workspace: Workspace, base: string, commands: Commands, visits: Visits) {
    this.workspace = workspace;
    this.base = base;
    this.#commands = commands;
    this.#visits = visits;
    this.#index = new SearchIndex({
      joint: workspace.joint,
      own: () => workspace.own,
      today: () => localDay(workspace.host.now()),
      language,
    });
    // A Party's own space may open while one searches.
    this.#end = workspace.observe(() => {
      if (!this.shown || workspace.own === this.#own) return;
      this.#follow();
      this.#changed.soon();
    });
  }

  readonly choices: readonly Choice[] = $derived(this.groups.flatMap(({ choices }) => choices));

  open(): void {
    if (this.shown) return;
    this.query = '';
    this.active = '';
    this.#more = NO_SECTIONS;
    this.shown = true;
    this.#follow();
    this.#read();
    // Once the empty palette is painted.
    this.#warming = setTimeout(() => this.#index.warm(), 60);
  }

  /** Whatever closed it. */
  closed(): void {
    this.shown = false;
    if (this.#warming !== null) clearTimeout(this.#warming);
    this.#index.close();
    this.groups = [];
  }

  /** What is offered, in the language its reader has turned to. */
  saidAnew(): void {
    if (this.shown) this.#read();
  }

  ask(query: string): void {
    this.query = query;
    this.#more = NO_SECTIONS;
    this.#read();
    this.active = this.found === null ? '' : (this.choices[0]?.key ?? '');
  }

  /** The line so many further; from the last to the first. */
  move(by: 1 | -1): void {
    const { choices } = this;
    if (choices.length === 0) return;
    const at = choices.findIndex(({ key }) => key === this.active);
    const next = at < 0 && by < 0 ? -1 : (at + by) % choices.length;
    this.active = choices.at(next)?.key ?? '';
  }

  edge(last: boolean): void {
    this.active = this.choices.at(last ? -1 : 0)?.key ?? '';
  }

  /** What a line does once the palette is gone, which this closes; null where it stays. */
  choose(choice: Choice): (() => void) | null {
    switch (choice.kind) {
      case 'command':
        this.closed();
        return choice.command.act;
      case 'visit':
        this.closed();
        return () => this.#go(choice.visit.section, choice.visit.record);
      case 'hit':
        this.closed();
        return () => this.#go(choice.hit.place.section, choice.hit.place.record);
      case 'more': {
        const before = this.choices.findIndex(({ key }) => key === choice.key);
        this.#more = [...this.#more, choice.section];
        this.#read();
        this.active = this.choices[before]?.key ?? this.active;
        return null;
      }
    }
  }

  close(): void {
    this.closed();
    this.#changed.close();
    this.#end();
  }

  #go(section: Section, record: string | null): void {
    location.hash = `${this.base}/${section}${record === null ? '' : `/${encodeURIComponent(record)}`}`;
  }

  #follow(): void {
    this.#own = this.workspace.own;
    this.#index.open(this.#changed.soon);
  }

  /** The line chosen stays chosen where it is still there. */
  #read(): void {
    const words = wordsOf(this.query);
    const result = this.#index.search(this.query, this.#more);
    const groups = words.length === 0 ? this.#offered() : this.#commandsNamed(words);
    if (result.state === 'found') groups.push(...result.groups.map(groupOf));
    this.groups = groups.filter(({ choices }) => choices.length > 0);
    this.found = result.state === 'empty' ? null : result.state === 'found' ? result.count : 0;
    // Before anything is asked, Enter does nothing: an act begun by a slip would be one.
    if (this.choices.some(({ key }) => key === this.active)) return;
    this.active = this.found === null ? '' : (this.choices[0]?.key ?? '');
  }

  /** What there is before anything is asked. */
  #offered(): ChoiceGroup[] {
    const commands = this.#commands.all().map(commandChoice);
    const goes = (choice: Choice) => choice.key.startsWith('command go ');
    return [
      { id: 'visits', name: m.srch_visited(), choices: this.#visitChoices() },
      { id: 'acts', name: m.srch_acts(), choices: commands.filter((choice) => !goes(choice)) },
      { id: 'go', name: m.srch_go(), choices: commands.filter(goes) },
    ];
  }

  #commandsNamed(words: readonly string[]): ChoiceGroup[] {
    const named = this.#commands.all().filter(({ name }) => {
      const folded = fold(name);
      return words.every((word) => folded.includes(word));
    });
    const choices = named.slice(0, COMMANDS_SHOWN).map(commandChoice);
    return [{ id: 'commands', name: m.srch_commands(), choices }];
  }

  #visitChoices(): Choice[] {
    return this.#visits
      .earlier()
      .flatMap((visit): Choice[] => {
        if (visit.record === null) return [];
        const place = recordPlace(this.workspace.joint, visit.record);
        if (place === null || !isSaid(place.title)) return [];
        return [{ kind: 'visit', key: `visit ${visit.section} ${visit.record}`, visit, title: place.title }];
      })
      .slice(0, VISITS_SHOWN);
  }
}

const commandChoice = (command: Command): Choice => ({
  kind: 'command',
  key: `command ${command.id}`,
  command,
});

function groupOf({ section, count, hits }: SearchGroup): ChoiceGroup {
  const shown = hits.map((hit): Choice => ({ kind: 'hit', key: `${hit.kind} ${hit.id}`, hit }));
  const rest: Choice[] =
    hits.length < count ? [{ kind: 'more', key: `more ${section}`, section, count }] : [];
  return {
    id: section,
    name: m.srch_group({ section: sectionName(section), count }),
    choices: [...shown, ...rest],
  };
}
