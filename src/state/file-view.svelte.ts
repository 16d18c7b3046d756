import type { Bytes } from '../crypto/bytes.ts';
import { kindOfFile, promised, TEXT_SHOWN } from '../registers/file-kind.ts';
import { safeName } from '../registers/read-file.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import type { Attachment } from '../schema/library.ts';
import { countWords } from '../texts/digits.ts';
import { libraryFailure, sizeWords } from '../texts/library.ts';
import { m } from '../texts/messages.ts';
import type { App } from './app.ts';

/** What is seen of a file. */
export type Sight =
  /** It is not on this device, or not all of it. */
  | { readonly state: 'away' }
  | { readonly state: 'opening' }
  | { readonly state: 'pdf'; readonly url: string }
  | { readonly state: 'image'; readonly url: string }
  /** `note`: that there is more; null where there is not. */
  | { readonly state: 'text'; readonly text: string; readonly note: (() => string) | null }
  | { readonly state: 'not shown'; readonly words: () => string };

/** A file of the library looked at in the page. Its bytes have an address only while it is open. */
export class FileView {
  readonly name: string;
  now = $state.raw<Sight>({ state: 'away' });
  readonly #app: App;
  readonly #workspace: Workspace;
  readonly #file: Attachment;
  #end: (() => void) | null = null;
  #closed = false;

  constructor(app: App, workspace: Workspace, file: Attachment) {
    this.#app = app;
    this.#workspace = workspace;
    this.#file = file;
    this.name = safeName(file.name);
    this.look();
  }

  /** Opens it as soon as all of it is here; called again whenever that may have changed. */
  look(): void {
    if (this.now.state !== 'away' || this.#workspace.files.state(this.#file).device.state !== 'whole') return;
    this.now = { state: 'opening' };
    void this.#open();
  }

  async #open(): Promise<void> {
    try {
      const bytes = await this.#workspace.files.open(this.#file);
      if (this.#closed) return;
      const found = kindOfFile(bytes);
      if (found.kind === 'text') {
        const note = found.whole ? null : () => m.libv_long({ size: sizeWords(TEXT_SHOWN) });
        this.now = { state: 'text', text: found.text, note };
      } else if (found.kind === 'other') {
        const named = promised(this.name);
        this.#refuse(named === null ? m.libv_other : () => m.libv_disguised({ named }));
      } else if (found.kind === 'pdf' && !this.#app.files.showsPdf) {
        this.#refuse(m.libv_no_pdf);
      } else if (found.kind === 'image') {
        await this.#draw(bytes, found.type);
      } else {
        const { url, end } = this.#app.files.address(bytes, found.type);
        this.#end = end;
        this.now = { state: 'pdf', url };
      }
    } catch (error) {
      if (!this.#closed) this.#refuse(() => libraryFailure(error, this.name));
    }
  }

  /** One that would take the memory of the whole page is refused before anything draws it; one that is damaged, before it is shown. */
  async #draw(bytes: Bytes, type: string): Promise<void> {
    const { DOTS_SHOWN, dotsOf } = await import('../registers/image-dots.ts');
    if (this.#closed) return;
    const dots = dotsOf(bytes);
    if (dots === null) return this.#refuse(m.libv_broken);
    const { width, height } = dots;
    if (width * height > DOTS_SHOWN)
      return this.#refuse(() => m.libv_huge({ width: countWords(width), height: countWords(height) }));
    const { url, end } = this.#app.files.address(bytes, type);
    this.#end = end;
    const drawn = await this.#app.files.drawsImage(url);
    if (this.#closed) return;
    if (drawn) this.now = { state: 'image', url };
    else this.#refuse(m.libv_broken);
  }

  #refuse(words: () => string): void {
    this.#end?.();
    this.#end = null;
    this.now = { state: 'not shown', words };
  }

  close(): void {
    this.#closed = true;
    this.#end?.();
    this.#end = null;
  }
}
