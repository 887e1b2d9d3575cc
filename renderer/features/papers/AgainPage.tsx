export { AgainPage as default } from './ComposePage';
