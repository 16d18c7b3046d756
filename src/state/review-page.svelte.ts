import type { InterfaceLanguage } from '../texts/language.ts';
import {
  lineName,
  readReview,
  reviewFile,
  type ReviewLine,
  type ReviewWord,
  type ReviewWords,
} from '../texts/reviewing.ts';
import type { App } from './app.ts';

export type ReviewFilter = 'open' | 'otherwise' | 'all';

/** A native reviewer reads all sentences of a language and says of each that it is good, or how it should read. */
export class ReviewPage {
  readonly language: InterfaceLanguage;
  readonly lines: readonly ReviewLine[];
  filter = $state<ReviewFilter>('open');
  sought = $state('');
  #words = $state.raw<ReviewWords>({});
  readonly #app: App;

  constructor(app: App, language: InterfaceLanguage, lines: readonly ReviewLine[]) {
    this.#app = app;
    this.language = language;
    this.lines = lines;
    this.#words = readReview(app.notes.read(this.#name));
  }

  /** What was said of a sentence as it reads now. */
  wordOn(line: ReviewLine): ReviewWord | null {
    const word = this.#words[lineName(line)];
    return word === undefined || word.of !== line.words ? null : word;
  }

  readonly done = $derived.by(() => this.lines.filter((line) => this.wordOn(line) !== null).length);

  readonly shown = $derived.by(() => {
    const sought = this.sought.trim().toLowerCase();
    return this.lines.filter((line) => {
      const word = this.wordOn(line);
      const wanted =
        this.filter === 'all' ||
        (this.filter === 'open' ? word === null : word !== null && word.better !== null);
      return wanted && (sought === '' || `${line.english} ${line.words}`.toLowerCase().includes(sought));
    });
  });

  good(line: ReviewLine): void {
    this.#say(line, { of: line.words, better: null });
  }

  otherwise(line: ReviewLine, better: string): void {
    const words = better.trim().normalize('NFC');
    if (words === line.words || words === '') this.good(line);
    else this.#say(line, { of: line.words, better: words });
  }

  /** As if it had not been read. */
  again(line: ReviewLine): void {
    const { [lineName(line)]: _, ...others } = this.#words;
    this.#keep(others);
  }

  /** Hands over what was said, for whoever keeps the translation. */
  save(): void {
    this.#app.files.save(
      `span-review-${this.language}.json`,
      reviewFile(this.language, this.lines, this.#words),
    );
  }

  get #name(): string {
    return `review ${this.language}`;
  }

  #say(line: ReviewLine, word: ReviewWord): void {
    this.#keep({ ...this.#words, [lineName(line)]: word });
  }

  #keep(words: ReviewWords): void {
    this.#words = words;
    this.#app.notes.keep(this.#name, JSON.stringify(words));
  }
}
