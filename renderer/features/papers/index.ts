/** What other areas may use of papers. */
export { PapersPanel } from './PapersPanel';
export { againPath, composePath, paperPath } from './words';
