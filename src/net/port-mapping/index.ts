export { addMapping } from './add.ts';
export { findRouter } from './discover.ts';
export { listMappings } from './list.ts';
export { askOutside } from './outside.ts';
export { readMapping } from './read-mapping.ts';
export { removeMapping } from './remove.ts';
