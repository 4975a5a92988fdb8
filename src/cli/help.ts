import { language, t } from '../messages/index.ts';
import { type Command, Help } from './commander.ts';

/** Columns of a help screen. */
const WIDTH = 80;

/** Characters two columns wide that our own sentences use: loading a library would delay every help screen. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/gu;

/** The layout of every help screen: purpose, examples, options, then what is the same everywhere. */
export const HELP_LAYOUT = {
  helpWidth: WIDTH,
  styleTitle: (title: string) => t().cli.titles[title] ?? title,
  displayWidth: (text: string) => text.length + (text.match(WIDE)?.length ?? 0),
  subcommandTerm: (command: Command) => [command.name(), ...argumentNames(command)].join(' '),
  /** The description already lists the choices. */
  optionDescription: ({ description }: { readonly description: string }) => description,
  commandDescription: (command: Command) => asSentence(command.description()),
  formatHelp: (command: Command, helper: InstanceType<typeof Help>) =>
    commandsFirst(Help.prototype.formatHelp.call(helper, command, helper)),
};

/** True when this line fits on a help screen. */
export function fitsHelp(line: string): boolean {
  return HELP_LAYOUT.displayWidth(line) <= WIDTH;
}

/** Wraps a paragraph to the width of a help screen. */
export function inHelpWidth(text: string): string {
  return Object.assign(new Help(), HELP_LAYOUT).boxWrap(text, WIDTH);
}

/** 'NAME', 'NAME=VALUE…', '[CHECK…]' */
export function argumentNames(command: Command): string[] {
  return command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '…' : ''}`;
    return argument.required ? name : `[${name}]`;
  });
}

/** Turns a lowercase summary, as used in lists, into the first sentence of a page. */
function asSentence(description: string): string {
  const [first = '', ...rest] = description.split('\n\n');
  // In Korean the first word is never an English one that a capital letter would suit: https, jupyter-expose.
  const sentence = language() === 'ko' ? first : first.charAt(0).toUpperCase() + first.slice(1);
  return [/[.?!]$/.test(sentence) ? sentence : `${sentence}.`, ...rest].join('\n\n');
}

/** Moves the commands up: commander puts them below the flags that are the same everywhere. */
function commandsFirst(help: string): string {
  const blocks = help.split('\n\n');
  const { titles, groups } = t().cli;
  const commands = blocks.find((block) => block.startsWith(titles['Commands:'] ?? 'Commands:'));
  const everywhere = blocks.find((block) => block.startsWith(groups.everywhere));
  if (commands === undefined || everywhere === undefined) return help;
  const ordered = blocks.flatMap((block) =>
    block === everywhere ? [commands.trimEnd(), everywhere] : block === commands ? [] : [block],
  );
  return `${ordered.join('\n\n').trimEnd()}\n`;
}
