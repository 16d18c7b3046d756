import { MAX_BOARD_TEXT, MAX_FRAME, type BoardPicture } from '../schema/board.ts';

/** What a frame says besides its picture. Bytes. */
const ENVELOPE = 512;
/** UTF-16 units before the end within which a text is cut between two words. */
const NEAR = 200;
const STEP = 0.85;
const LEAST = 200;

/** A text as far as a board takes it, cut between words, and whether there is more of it. `most`: UTF-16 units. */
export function shortened(
  text: string,
  most = MAX_BOARD_TEXT,
): { readonly text: string; readonly goesOn: boolean } {
  if (text.length <= most) return { text, goesOn: false };
  const sure = Math.max(0, most - NEAR);
  // Khmer and Thai have no spaces to cut at; the last word of the tail may itself be half a word.
  const words = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text.slice(sure, most))];
  const tail = words.slice(0, -1).map(({ segment }) => segment);
  return { text: (text.slice(0, sure) + tail.join('')).toWellFormed().trimEnd(), goesOn: true };
}

const bytesOf = (picture: BoardPicture): number => new TextEncoder().encode(JSON.stringify(picture)).length;

/** All its texts alike cut to `most` UTF-16 units: none is read to its end while another is not begun. */
function cut(picture: BoardPicture, most: number): BoardPicture {
  const { matter } = picture;
  if (matter.kind === 'blank' || matter.kind === 'agenda') return picture;
  const from = shortened(matter.from, most);
  return {
    ...picture,
    matter: {
      ...matter,
      texts: matter.texts.map((one) => {
        const { text, goesOn } = shortened(one.text, most);
        return { ...one, text, goesOn: goesOn || one.goesOn };
      }),
      from: from.text,
      offers: matter.offers.map((one) => {
        const { text, goesOn } = shortened(one.to, most);
        // What an offer keeps of the part left out would read as new.
        return { ...one, to: text, goesOn: goesOn || from.goesOn || one.goesOn };
      }),
    },
  };
}

/**
 * A picture that goes into one frame. The longest clause in English with both translations and four counter-wordings does as it is
 * (about 240 of 256 KiB); the same with every text in Khmer, three bytes a letter, does not, and then each text says that it goes on.
 */
export function fitted(picture: BoardPicture): BoardPicture {
  let fits = picture;
  for (let most = MAX_BOARD_TEXT; bytesOf(fits) > MAX_FRAME - ENVELOPE && most > LEAST;)
    fits = cut(picture, (most = Math.floor(most * STEP)));
  return fits;
}
