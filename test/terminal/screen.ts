import stringWidth from 'fast-string-width';

/** An escape sequence of the kinds that prompts use, or one character. */
const PIECE = /\u001b\[(\??[\d;]*)([A-Za-z])|\u001b[\])][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b.|[\s\S]/gu;

/**
 * A small terminal emulator with unlimited rows that understands cursor moves and erasing. A letter two columns wide
 * fills two cells, of which the second is empty.
 */
export class Screen {
  cursorVisible = true;
  #rows: string[][] = [[]];
  #row = 0;
  #column = 0;
  readonly #columns: number;

  constructor(columns: number) {
    this.#columns = columns;
  }

  write(data: string): void {
    for (const [piece, parameters = '', command] of data.matchAll(PIECE)) {
      if (command) this.#control(parameters, command);
      else if (!piece.startsWith('\u001b')) this.#put(piece);
    }
  }

  /** The screen as text, without trailing spaces and trailing empty lines. */
  text(): string {
    return this.#rows
      .map((row) =>
        Array.from(row, (cell) => cell ?? ' ')
          .join('')
          .trimEnd(),
      )
      .join('\n')
      .trimEnd();
  }

  #put(letter: string): void {
    if (letter === '\r') this.#column = 0;
    else if (letter === '\n') this.#move(1);
    else if (letter === '\b') this.#column = Math.max(0, this.#column - 1);
    else if (letter >= ' ') {
      const width = stringWidth(letter);
      if (this.#column + width > this.#columns) {
        this.#move(1);
        this.#column = 0;
      }
      const row = this.#rowHere();
      row[this.#column] = letter;
      if (width === 2) row[this.#column + 1] = '';
      this.#column += width;
    }
  }

  #control(parameters: string, command: string): void {
    const count = Number.parseInt(parameters, 10) || 1;
    if (command === 'A') this.#move(-count);
    else if (command === 'B') this.#move(count);
    else if (command === 'C') this.#column += count;
    else if (command === 'D') this.#column = Math.max(0, this.#column - count);
    else if (command === 'E') {
      this.#move(count);
      this.#column = 0;
    } else if (command === 'G') this.#column = count - 1;
    else if (command === 'K') this.#eraseLine(parameters);
    else if (command === 'J') {
      this.#eraseLine('0');
      this.#rows.length = this.#row + 1;
    } else if (parameters === '?25') this.cursorVisible = command === 'h';
  }

  #eraseLine(how: string): void {
    const row = this.#rowHere();
    if (how === '2') row.length = 0;
    else if (how === '1') row.fill(' ', 0, this.#column + 1);
    else row.length = Math.min(row.length, this.#column);
  }

  #move(rows: number): void {
    this.#row = Math.max(0, this.#row + rows);
  }

  #rowHere(): string[] {
    while (this.#rows.length <= this.#row) this.#rows.push([]);
    return this.#rows[this.#row] ?? [];
  }
}
