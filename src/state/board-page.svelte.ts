import type { BoardDriver } from '../charter/board.ts';
import { BoardComposer, type BoardSubject } from '../registers/board-picture.ts';
import { shownOn, type Board } from '../registers/boards.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import { firstValue } from '../replica/field.ts';
import { LANGUAGES, type Language } from '../schema/articles.ts';
import type { BoardPicture, Shown } from '../schema/board.ts';
import { m } from '../texts/messages.ts';
import { actFailure } from '../texts/problems.ts';
import type { App } from './app.ts';
import { choiceAt, choicesOf, found, type Choice, type ChoiceKind } from './board-choices.ts';
import { Coalesced } from './coalesced.ts';
import type { Toasts } from './toasts.svelte.ts';

const SECOND = 1_000;
/** A board that is shown is told anew this often, so that one who comes late has a clock that is nearly right. Milliseconds. */
const HEARTBEAT = 20_000;
const ZOOM = { least: 0.5, most: 3, step: 1.15 } as const;
/** Of what is seen at once: the last lines stay, so that a room finds its place again. */
const SCREENFUL = 0.75;

/** Driving a board: what is chosen, what is on the wall, and the board's link. */
export class BoardPage {
  readonly workspace: Workspace;
  readonly mayWrite: boolean;
  board = $state.raw<Board | null>(null);
  history = $state.raw<readonly Shown[]>([]);
  link = $state('');
  kind = $state<ChoiceKind>('agenda');
  query = $state('');
  subject = $state.raw<BoardSubject>({ kind: 'blank' });
  /** What is on the wall by this page's hand. */
  onWall = $state.raw<BoardSubject | null>(null);
  languages = $state.raw<readonly Language[]>(['en']);
  meeting = $state('');
  scroll = $state(0);
  zoom = $state(1);
  /** How many times the height of the wall the chosen text has, as the preview measured it. */
  heights = $state(1);
  frozen = $state(false);
  driving = $state(false);
  reachable = $state(true);
  /** What is wrong between this page and the relay; empty where nothing is. */
  trouble = $state<'refused' | 'newer' | 'too large' | 'clock' | 'none'>('none');
  wall = $state.raw<BoardPicture | null>(null);
  preview = $state.raw<BoardPicture>() as BoardPicture;
  now = $state(0);
  readonly #app: App;
  readonly #toasts: Toasts;
  readonly #composer: BoardComposer;
  readonly #soon = new Coalesced(() => this.#read(), 100);
  readonly #ends: (() => void)[];
  readonly #tick: ReturnType<typeof setInterval>;
  readonly #heartbeat: ReturnType<typeof setInterval>;
  #reads = $state(0);
  #driver: BoardDriver | null = null;
  #opening: string | null = null;
  #sent = '';
  #closed = false;

  constructor(app: App, workspace: Workspace, toasts: Toasts, at: string | null) {
    this.#app = app;
    this.workspace = workspace;
    this.#toasts = toasts;
    this.mayWrite = workspace.me.role !== 'reader';
    this.#composer = new BoardComposer(workspace.joint, workspace.bodies);
    const { meetings } = workspace.joint;
    const all = meetings.meetings();
    const live = all.find((one) =>
      meetings.agenda.list(one.id).some(({ running }) => running.state === 'running'),
    );
    this.meeting = (live ?? all.at(-1))?.id ?? '';
    this.subject = this.meeting === '' ? { kind: 'blank' } : { kind: 'agenda', meeting: this.meeting };
    this.#read();
    const pointed = at === null ? null : choiceAt(this.choices, at);
    if (pointed !== null) {
      this.kind = pointed.kind;
      this.choose(pointed.subject);
    }
    this.#ends = [workspace.host.observe(this.#soon.soon), workspace.observe(this.#soon.soon)];
    this.#tick = setInterval(() => (this.now = app.clock()), SECOND);
    this.#heartbeat = setInterval(() => this.driving && this.#send(true), HEARTBEAT);
  }

  /** Named in the reader's language, which may change while the board stays as it is. */
  readonly choices: readonly Choice[] = $derived.by(() => {
    void this.#reads;
    return choicesOf(this.workspace.joint, this.meeting === '' ? null : this.meeting);
  });
  readonly list = $derived(found(this.choices, this.kind, this.query));

  choose(subject: BoardSubject): void {
    this.subject = subject;
    this.scroll = 0;
    this.#compose();
  }

  setLanguage(language: Language, on: boolean): void {
    const chosen = LANGUAGES.filter((one) => (one === language ? on : this.languages.includes(one)));
    if (chosen.length > 0) this.languages = chosen;
    this.#compose();
    this.#send();
  }

  setMeeting(): void {
    this.#read();
  }

  /** Puts what is chosen on the wall, and notes it. */
  show(): void {
    const { board } = this;
    if (board === null) return;
    this.frozen = false;
    this.onWall = this.subject;
    this.#compose();
    this.#send(true);
    const title = this.#composer.title(this.preview);
    if (title !== '') this.try(() => this.workspace.joint.boards.note(board.id, title));
  }

  blank(): void {
    this.frozen = false;
    this.onWall = { kind: 'blank' };
    this.#send(true);
  }

  freeze(on: boolean): void {
    this.frozen = on;
    this.#send();
  }

  move(by: -1 | 1): void {
    const hidden = this.heights - 1;
    if (hidden <= 0) return;
    this.scroll = Math.min(1, Math.max(0, this.scroll + (by * SCREENFUL) / hidden));
    this.#compose();
    this.#send();
  }

  size(by: -1 | 1): void {
    const next = by > 0 ? this.zoom * ZOOM.step : this.zoom / ZOOM.step;
    this.zoom = Math.round(Math.min(ZOOM.most, Math.max(ZOOM.least, next)) * 100) / 100;
    this.#compose();
    this.#send();
  }

  openBoard(name: string): void {
    const { relay, newSecret } = this.#app.boards;
    const wanted = name.trim() === '' ? m.board_name_main() : name.trim();
    this.try(() => this.workspace.joint.boards.add({ name: wanted, relay, secret: newSecret() }));
  }

  /** The wall is blank before nobody drives it any more. */
  closeBoard(): void {
    const { board } = this;
    if (board === null) return;
    this.blank();
    this.try(() => {
      this.workspace.joint.boards.close(board.id);
      this.#toasts.say(() => m.board_closed());
    });
  }

  async copy(): Promise<void> {
    await this.#app.copy(this.address);
    this.#toasts.say(() => m.board_copied());
  }

  get address(): string {
    return `${this.#app.origin}/${this.link}`;
  }

  /** Whether it went well; if not, the user has been told. */
  try(act: () => void): boolean {
    try {
      act();
      this.#read();
      void this.workspace.flush();
      return true;
    } catch (error) {
      this.#toasts.say(() => actFailure(error));
      return false;
    }
  }

  say(words: () => string, undo: (() => void) | null): void {
    this.#toasts.say(words, undo === null ? null : () => void this.try(undo));
  }

  #read(): void {
    const { joint } = this.workspace;
    this.now = this.#app.clock();
    this.board = joint.boards.open()[0] ?? null;
    this.history = this.board === null ? [] : shownOn(this.board);
    this.#reads += 1;
    this.#compose();
    this.#send();
    void this.#connect();
  }

  #picture(subject: BoardSubject): BoardPicture {
    return this.#composer.picture({
      subject,
      languages: this.languages,
      meeting: this.meeting === '' ? null : this.meeting,
      scroll: this.scroll,
      zoom: this.zoom,
      now: this.#app.clock(),
    });
  }

  #compose(): void {
    this.preview = this.#picture(this.subject);
  }

  /** Sends what is on the wall as it reads now; `anew`: even if it reads as before. */
  #send(anew = false): void {
    const driver = this.#driver;
    if (driver === null || this.onWall === null || this.frozen) return;
    // Another facilitator has taken the board over: this page shows nothing unless it is asked to.
    if (!anew && this.#sent !== '' && !driver.driving) return;
    const picture = this.#picture(this.onWall);
    const same = JSON.stringify(picture, (key, value: unknown) => (key === 'ran' ? 0 : value));
    if (!anew && same === this.#sent) return;
    this.#sent = same;
    driver.show(picture);
  }

  async #connect(): Promise<void> {
    const id = this.board?.id ?? null;
    if (id === this.#opening) return;
    this.#opening = id;
    this.#driver?.close();
    this.#driver = null;
    this.wall = null;
    this.onWall = null;
    this.link = '';
    const about = id === null ? null : this.workspace.joint.boards.secretOf(id);
    if (about === null) return;
    const name = this.board === null ? '' : (firstValue(this.board.name) ?? '');
    const [link, driver] = await Promise.all([
      this.#app.boards.linkOf({ ...about, name }),
      this.#app.boards.drive(about),
    ]);
    if (this.#closed || this.#opening !== id) return driver.close();
    this.link = link;
    this.#driver = driver;
    driver.observe(() => this.#look(driver));
    this.#look(driver);
  }

  #look(driver: BoardDriver): void {
    this.wall = driver.newest?.picture ?? null;
    this.driving = driver.driving;
    this.trouble =
      driver.link === 'refused'
        ? 'refused'
        : driver.newer
          ? 'newer'
          : driver.tooLarge
            ? 'too large'
            : driver.clockAhead !== 0
              ? 'clock'
              : 'none';
    this.reachable = driver.link !== 'offline' && driver.link !== 'refused';
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#tick);
    clearInterval(this.#heartbeat);
    for (const end of this.#ends) end();
    this.#soon.close();
    this.#driver?.close();
  }
}
