export { addMapping } from './add.ts';
export { readMapping } from './control.ts';
export { findRouter } from './discover.ts';
export { askOutside, listMappings } from './list.ts';
export { removeMapping } from './remove.ts';
